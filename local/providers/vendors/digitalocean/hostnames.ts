const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i;

/** A registrable name such as `example.com`: at least two labels, no dot at the end. */
export function isDomainName(text: string): boolean {
  const labels = text.split(".");
  const known = labels.length >= 2 && text.length <= 253 && labels.every((label) => LABEL.test(label));
  return known && /^[a-z]/i.test(labels.at(-1) ?? "") && !text.includes("_");
}

/** The name of a record below its domain: `@`, `*`, `www`, `_sip._tcp`, or the full name with a dot at the end. */
export function isRecordName(text: string): boolean {
  if (text === "@" || text === "*") return true;
  const labels = text.replace(/\.$/, "").split(".");
  return text.length <= 253 && labels.every((label, index) => LABEL.test(label) || (index === 0 && label === "*"));
}

export function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/** The name under which a record answers, without a dot at the end. */
export function fullName(record: string, domain: string): string {
  if (record === "@") return domain;
  const name = record.toLowerCase();
  return name.endsWith(`${domain}.`) ? name.replace(/\.$/, "") : `${record}.${domain}`;
}
