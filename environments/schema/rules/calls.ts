import type { Problem } from "../../../modules/core/errors.js";
import type { Catalogue } from "../catalogue.js";
import { callsOf, deployedAfter } from "../services/calls.js";
import type { ServiceShape } from "../services/service.js";
import type { Rule } from "./context.js";

/** What a service calls is an internal service, which then can be deployed before it where it must. */
export const callsReachInternalServices: Rule<"catalogue"> = ({ catalogue }) =>
  Object.entries(catalogue.services).flatMap(([service, shape]) =>
    callsOf(shape).flatMap((callee, index, calls) => {
      const path = `catalogue.services.${service}.calls.${index}`;
      if (calls.indexOf(callee) < index)
        return [{ path, what: "is listed twice", value: callee, fix: "remove it here" }];
      return calleeProblems(path, service, callee, catalogue);
    }),
  );

function calleeProblems(path: string, service: string, callee: string, { services }: Catalogue): Problem[] {
  const target = services[callee];
  const internal = Object.entries(services).flatMap(([name, { kind }]) => (kind === "internal" ? [name] : []));
  if (target === undefined || callee === service) {
    const what = target === undefined ? "names no service of the catalogue" : "is the service itself";
    const fix = "correct the name, or remove it";
    return [{ path, what, value: callee, ...(internal.length === 0 ? {} : { allowed: internal.join(", ") }), fix }];
  }
  if (target.kind !== "internal") return [notInternal(path, callee, target)];
  if (target.over !== "service-connect" || deployedAfter(service, services).includes(callee)) return [];
  return [
    {
      path,
      what: `calls ${callee} over Service Connect, and is called back: its proxy knows the services alone that stood before it`,
      value: callee,
      allowed: "calls in one direction",
      fix: `let ${callee} be called over dns or load-balancer, or remove one of the calls`,
    },
  ];
}

function notInternal(path: string, callee: string, { kind }: ServiceShape): Problem {
  return {
    path,
    what: "is no internal service",
    value: `${callee} (${kind})`,
    fix:
      kind === "web"
        ? "call it at its public address, or make an internal service of what others call"
        : "make it an internal service, or remove it",
  };
}
