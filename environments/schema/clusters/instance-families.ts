/** What an instance's processor runs; an image is built for one of them. */
export type Architecture = "x86_64" | "arm64";

/**
 * Families of EC2 instance types that run an ECS cluster, by architecture: general purpose, compute,
 * memory and storage optimized, on Nitro. Those with accelerators need another AMI and aren't here.
 * Source: Amazon EC2 instance types guide, "Specifications" of each family, processor architecture.
 */
const FAMILIES: Readonly<Record<Architecture, readonly string[]>> = {
  x86_64: [
    ["t3", "t3a"],
    [
      "m5",
      "m5a",
      "m5ad",
      "m5d",
      "m5dn",
      "m5n",
      "m5zn",
      "m6a",
      "m6i",
      "m6id",
      "m6idn",
      "m6in",
      "m7a",
      "m7i",
      "m7i-flex",
    ],
    ["c5", "c5a", "c5ad", "c5d", "c5n", "c6a", "c6i", "c6id", "c6in", "c7a", "c7i", "c7i-flex"],
    ["r5", "r5a", "r5ad", "r5b", "r5d", "r5dn", "r5n", "r6a", "r6i", "r6id", "r6idn", "r6in", "r7a", "r7i", "r7iz"],
    ["i3en", "i4i", "d3", "d3en"],
  ].flat(),
  arm64: [
    ["t4g"],
    ["m6g", "m6gd", "m7g", "m7gd", "m8g", "m8gd"],
    ["c6g", "c6gd", "c6gn", "c7g", "c7gd", "c7gn", "c8g", "c8gd"],
    ["r6g", "r6gd", "r7g", "r7gd", "r8g", "r8gd"],
    ["x2gd", "i4g", "im4gn", "is4gen"],
  ].flat(),
};

/** The families of an architecture, burstable ones first. */
export function familiesOf(architecture: Architecture): readonly string[] {
  return FAMILIES[architecture];
}

/** The architecture of an instance type such as `t4g.small`; undefined for a family that the table lacks. */
export function architectureOf(instanceType: string): Architecture | undefined {
  const family = instanceType.split(".")[0] ?? "";
  return (["x86_64", "arm64"] as const).find((architecture) => FAMILIES[architecture].includes(family));
}
