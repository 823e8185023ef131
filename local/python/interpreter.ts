import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { GantryError } from "../../modules/core/errors.js";

const run = promisify(execFile);

const OLDEST = [3, 11] as const;
const NAMES = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"];
const PROBE = [
  "import importlib.util, json, sys",
  "missing = [m for m in ('venv', 'ensurepip') if importlib.util.find_spec(m) is None]",
  "print(json.dumps({'path': sys.executable, 'version': list(sys.version_info[:3]), 'missing': missing}))",
].join("\n");

/** A Python that can make virtual environments and is new enough for the AWS emulator. */
export interface Python {
  readonly path: string;
  /** `3.12.1` */
  readonly version: string;
}

interface Finding {
  readonly command: string;
  readonly path: string;
  readonly version: string;
  readonly tooOld: boolean;
  readonly missing: readonly string[];
}

/**
 * Finds Python 3.11 or newer with its venv module: the one that GANTRY_PYTHON names and no other, else the first
 * that serves on PATH. Throws GantryError that says what was found instead.
 */
export async function findPython(environment: NodeJS.ProcessEnv): Promise<Python> {
  const named = environment.GANTRY_PYTHON;
  const findings: Finding[] = [];
  for (const command of named === undefined ? NAMES : [named]) {
    const finding = await probe(command, environment);
    if (finding === undefined) continue;
    if (!finding.tooOld && finding.missing.length === 0) return { path: finding.path, version: finding.version };
    findings.push(finding);
  }
  throw unusable(named, findings);
}

async function probe(command: string, environment: NodeJS.ProcessEnv): Promise<Finding | undefined> {
  try {
    const { stdout } = await run(command, ["-c", PROBE], { env: environment, timeout: 20_000 });
    const { path, version, missing } = JSON.parse(stdout) as { path: string; version: number[]; missing: string[] };
    const [major = 0, minor = 0] = version;
    const tooOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
    return { command, path, version: version.join("."), tooOld, missing };
  } catch {
    // Not there, or a version manager's placeholder for something that isn't installed: the next one may serve.
    return undefined;
  }
}

function unusable(named: string | undefined, findings: readonly Finding[]): GantryError {
  const allowed = `Python ${OLDEST.join(".")} or newer`;
  const choose = "point GANTRY_PYTHON at one";
  const incomplete = findings.find(({ tooOld }) => !tooOld);
  if (incomplete !== undefined) {
    return new GantryError({
      what: `Python ${incomplete.version} lacks the module ${incomplete.missing.join(" and ")}, so it can't make a virtual environment`,
      value: incomplete.path,
      fix: `install it (Debian and Ubuntu: apt install python3-venv), or ${choose} that has it`,
    });
  }
  const [old] = findings;
  if (old !== undefined) {
    return new GantryError({
      what: "Python is too old for the AWS emulator",
      value: findings.map(({ path, version }) => `${version} (${path})`).join(", "),
      allowed,
      fix: `install ${allowed}, or ${choose}`,
    });
  }
  if (named !== undefined) {
    return new GantryError({
      path: "GANTRY_PYTHON",
      what: "does not name a Python that runs",
      value: named,
      allowed: `the path or the command of ${allowed}`,
      fix: "correct GANTRY_PYTHON, or unset it to take python3 from PATH",
    });
  }
  return new GantryError({
    what: "Python was not found on PATH; the AWS emulator needs it",
    allowed,
    fix: `install ${allowed}, or ${choose}`,
  });
}
