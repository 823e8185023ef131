const OWN_SETTINGS = /^(GANTRY_(?!PYTHON$)|CDKTF_)/;

/** The caller's environment without what would choose environments, clouds or folders for Gantry and CDKTF. */
export function neutral(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !OWN_SETTINGS.test(name)));
}
