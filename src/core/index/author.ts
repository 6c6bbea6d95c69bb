import { runGit } from '../git/git';

const TIMEOUT_MS = 2_000;

/** Who decides: `Name <email>` as git knows the person in the shoot at `root`, or the part that is set; `null` without git or user. */
export async function gitAuthor(root: string): Promise<string | null> {
  const [name, email] = await Promise.all([readConfig(root, 'user.name'), readConfig(root, 'user.email')]);
  if (name !== null && email !== null) return `${name} <${email}>`;
  return name ?? email;
}

async function readConfig(root: string, key: string): Promise<string | null> {
  try {
    const { code, stdout } = await runGit(root, ['config', '--get', key], { timeout: TIMEOUT_MS });
    return code === 0 ? stdout.trim() || null : null;
  } catch {
    // No git, no such setting, or no answer in time: a decision without an author is still a decision.
    return null;
  }
}
