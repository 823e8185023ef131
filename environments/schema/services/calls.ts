/** A service, of which some kinds call others. */
interface Caller {
  readonly calls?: readonly string[];
}

type Services = Readonly<Record<string, Caller>>;

/** Names of the internal services that one calls. */
export function callsOf({ calls }: Caller): readonly string[] {
  return calls ?? [];
}

/**
 * The services after which one is deployed: those that it calls, but for the ones that over whatever others call it
 * too, since of these none can be the first.
 */
export function deployedAfter(name: string, services: Services): readonly string[] {
  const shape = services[name];
  if (shape === undefined) return [];
  return callsOf(shape).filter((callee) => callee in services && !reaches(callee, name, services));
}

/** A service, and those after which it is deployed. */
export interface DeployStep {
  readonly service: string;
  readonly after: readonly string[];
}

/** All services, each once and after those after which it is deployed. */
export function deployOrder(services: Services): readonly DeployStep[] {
  const steps = new Map<string, DeployStep>();
  const add = (service: string): void => {
    if (steps.has(service)) return;
    const after = deployedAfter(service, services);
    for (const earlier of after) add(earlier);
    steps.set(service, { service, after });
  };
  for (const service of Object.keys(services)) add(service);
  return [...steps.values()];
}

/** Whether a call that begins at one service can arrive at another one. */
function reaches(from: string, to: string, services: Services): boolean {
  const seen = new Set<string>();
  const visit = (name: string): boolean => {
    if (name === to) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    const shape = services[name];
    return shape !== undefined && callsOf(shape).some(visit);
  };
  return visit(from);
}
