/**
 * The site of Datadog that an API belongs to: `https://api.datadoghq.eu` is the API of `datadoghq.eu`. Agents and
 * intakes are told by it. Source: Datadog, "Getting started with sites".
 */
export function siteOf(apiUrl: string): string {
  return new URL(apiUrl).hostname.replace(/^api\./, "");
}
