import type { BastionFacts } from "../../stacks/bastion.js";
import { duration } from "../terminal/text.js";
import { hasExpired, type OpenBastion } from "./bastions.js";

/** Local ports are this much higher, out of the way of a database on one's own machine. */
const LOCAL_OFFSET = 10_000;
const HIGHEST_PORT = 65_535;

/** One line: which, until when, to what, from where, why. */
export function describeBastion(bastion: OpenBastion, now: Date): string {
  const { environment, facts } = bastion;
  if (facts === undefined)
    return `bastion of ${environment}: its deploy was cut off; ./gantry bastion close ${environment}`;
  const { until, to, from, why } = facts;
  const end = new Date(until);
  const state = hasExpired(bastion, now)
    ? `expired at ${clock(end)}; ./gantry bastion close ${environment} takes the rest away`
    : `open until ${clock(end)}, for ${duration((end.getTime() - now.getTime()) / 1000)} more`;
  const way = from.length === 0 ? "through Session Manager" : `from ${from.join(", ")}`;
  return `bastion of ${environment}: ${state}; to ${Object.keys(to).join(", ")} ${way}${why === undefined ? "" : ` (${why})`}`;
}

/** What one types to get through it: a line for each thing that it leads to, or one SSH for all of them. */
export function howToConnect(facts: BastionFacts, region: string): readonly string[] {
  const targets = withLocalPorts(facts);
  return facts.address === undefined ? bySessionManager(facts, region, targets) : bySsh(facts, region, targets);
}

interface Target {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly local: number;
}

function bySessionManager({ instance }: BastionFacts, region: string, targets: readonly Target[]): readonly string[] {
  return targets.flatMap(({ name, host, port, local }) => [
    `${name} at localhost:${local}, with`,
    `  aws ssm start-session --region ${region} --target ${instance} --document-name AWS-StartPortForwardingSessionToRemoteHost --parameters 'host=${host},portNumber=${port},localPortNumber=${local}'`,
  ]);
}

function bySsh({ instance, address }: BastionFacts, region: string, targets: readonly Target[]): readonly string[] {
  const forwards = targets.map(({ host, port, local }) => `-L ${local}:${host}:${port}`);
  return [
    `${targets.map(({ name, local }) => `${name} at localhost:${local}`).join(", ")}, with a key that holds for a minute:`,
    `  aws ec2-instance-connect send-ssh-public-key --region ${region} --instance-id ${instance} --instance-os-user ec2-user --ssh-public-key file://~/.ssh/id_ed25519.pub`,
    `  ssh -N ${forwards.join(" ")} ec2-user@${address}`,
  ];
}

/** Each its own port, also where two listen on the same. */
function withLocalPorts({ to }: BastionFacts): readonly Target[] {
  const taken = new Set<number>();
  return Object.entries(to).map(([name, { host, port }]) => {
    let local = port + LOCAL_OFFSET > HIGHEST_PORT ? port : port + LOCAL_OFFSET;
    while (taken.has(local)) local += 1;
    taken.add(local);
    return { name, host, port, local };
  });
}

/** `14:05 UTC` today, with the day otherwise. */
function clock(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
