import { Construct } from "constructs";
import { type Derived, makeMonitors } from "./derived.js";
import { sharedSubject, type Watch } from "./subject.js";

export interface EnvironmentMonitorsProps extends Watch {
  /** Names of its load balancers. */
  readonly loadBalancers: readonly string[];
  /** Whether its private subnets reach the world through NAT gateways. */
  readonly nat: boolean;
  /** Names of its connections to networks elsewhere, as AWS knows them. @default - it has none */
  readonly vpns?: readonly string[];
  /** Name of the budget of AWS Budgets that its costs count for. @default - none */
  readonly budget?: string;
  /** Name that its certificate is for. @default - it has none */
  readonly domain?: string;
}

/** Monitors of what the services of an environment share: its load balancers, its way out, its certificate. */
export class EnvironmentMonitors extends Construct {
  constructor(scope: Construct, id: string, props: EnvironmentMonitorsProps) {
    super(scope, id);
    const { loadBalancers, nat, domain, vpns = [], budget, ...watch } = props;
    const name = watch.tags.environment;
    makeMonitors(this, sharedSubject({ kind: "environment", name, tag: `environment:${name}` }, watch), watch, {
      ...Object.fromEntries(loadBalancers.map((one) => [`balancer-${one.slice(name.length + 1)}`, balancer(one)])),
      ...(nat ? { nat: gateways(name), drops: drops(name) } : {}),
      ...(vpns.length === 0 ? {} : { tunnels: tunnels(name, vpns) }),
      ...(budget === undefined ? {} : { spend: spend(budget), "spend-ahead": spendAhead(budget) }),
      ...(domain === undefined ? {} : { certificate: certificate(domain, name) }),
    });
  }
}

/** What the load balancer itself answers in the place of a task. */
function balancer(name: string): Derived {
  const scope = `{name:${name}}`;
  const failed = `default_zero(sum:aws.applicationelb.httpcode_elb_5xx${scope}.as_count())`;
  return {
    row: "balancer",
    title: `the load balancer ${name} finds nobody to answer`,
    metric: `100 * ${failed} / sum:aws.applicationelb.request_count${scope}.as_count()`,
    meaning: `The load balancer answered that percentage of the requests with an error of its own.`,
    firstSteps: [
      "503: a service without a healthy task; 504: one that answers too late; 502: one that hangs up",
      "Monitors of the services behind it that alert too",
    ],
  };
}

function gateways(environment: string): Derived {
  return {
    title: "connections to the world are refused",
    metric: `sum:aws.natgateway.error_port_allocation{environment:${environment}}.as_count()`,
    meaning: "A NAT gateway had no port left for that many connections.",
    firstSteps: [
      "Which service opens a connection for each call: keep them open",
      "Whether many go to one address",
      '`nat: "per-zone"` spreads them over one gateway a zone',
    ],
  };
}

function drops(environment: string): Derived {
  const scope = `{environment:${environment}}.as_count()`;
  const from = (end: string) => `sum:aws.natgateway.packets_in_from_${end}${scope}`;
  return {
    title: "packets to the world are lost",
    metric: `100 * default_zero(sum:aws.natgateway.packets_drop_count${scope}) / ( ${from("source")} + ${from("destination")} )`,
    meaning: "The NAT gateways dropped that percentage of all packets.",
    firstSteps: [
      "AWS's health dashboard for this region",
      "Whether one gateway carries all the traffic of a burst",
      "A case at AWS: a gateway that drops packets is theirs to mend",
    ],
  };
}

/** Seconds in which a connection that is new is set up at its other end. */
const CONNECTING_SECONDS = 3600;

/** Each connection by itself: 100 with both of its tunnels up, 50 with one. */
function tunnels(environment: string, vpns: readonly string[]): Derived {
  return {
    title: "a connection to another network has lost a tunnel",
    newGroupDelaySeconds: CONNECTING_SECONDS,
    metric: `100 * avg:aws.vpn.tunnel_state{environment:${environment} AND name IN (${vpns.join(", ")})} by {name}`,
    meaning: "Of the two tunnels of {{name.name}}, that percentage is up; at 0 the other network can't be reached.",
    firstSteps: [
      "VPC, the connection: the state of its tunnels and since when",
      "The device at the other end: its address, its keys, its clock",
      "AWS's notices of maintenance for this connection",
    ],
  };
}

/** Of the budget's limit, in percent. */
const ofLimit = (metric: string, budget: string) =>
  `100 * max:aws.billing.${metric}{budget_name:${budget}} / max:aws.billing.budget_limit{budget_name:${budget}}`;

function spend(budget: string): Derived {
  return {
    title: "has spent much of its budget",
    metric: ofLimit("actual_spend", budget),
    meaning: `That percentage of the budget ${budget} is spent.`,
    firstSteps: ["Cost Explorer by service, this month against the last", "What was added or grew: the last deploys"],
  };
}

function spendAhead(budget: string): Derived {
  return {
    title: "will spend more than its budget",
    metric: ofLimit("forecasted_spend", budget),
    meaning: `By the end of its time, that percentage of the budget ${budget} will be spent, as AWS expects.`,
    firstSteps: [
      "Cost Explorer by service and day: what has begun to rise",
      "What could sleep: office hours, smaller sizes",
    ],
  };
}

function certificate(domain: string, environment: string): Derived {
  return {
    title: "its certificate isn't renewed",
    metric: `min:aws.certificatemanager.days_to_expiry{environment:${environment}}`,
    meaning: `The certificate of ${domain} ends in that many days.`,
    firstSteps: [
      "ACM, the certificate: its renewal status",
      "The validation record in its zone, and the delegation of the zone",
      "CAA records that keep Amazon out",
    ],
  };
}
