import type { Decisions } from '../decisions';
import { appendDecisions } from '../index/decisions';
import type { StoreLocation } from '../index/location';
import type { Decision } from '../model';
import type { ShootSession } from '../session/session';
import type { PulledChange, SyncTarget } from './applySync';
import type { SyncOptions, SyncState } from './planSync';
import type { SyncReport } from './report';
import { compactSeen, readSeen } from './seenFile';
import { syncSidecars } from './sync';

/** The sync of one shoot. */
export class ShootSync {
  constructor(
    private readonly location: StoreLocation,
    private readonly session: ShootSession,
    private readonly decisions: Decisions,
  ) {}

  /** A dry run. */
  async plan(options: SyncOptions): Promise<SyncReport> {
    return syncSidecars(await this.state(), null, options);
  }

  /** For the one writer of the shoot. */
  async run(options: SyncOptions): Promise<SyncReport> {
    const target: SyncTarget = { location: this.location, append: (changes) => this.append(changes) };
    const report = await syncSidecars(await this.state(), target, options);
    await compactSeen(this.location);
    return report;
  }

  private async state(): Promise<SyncState> {
    const { log, live } = await this.session.read();
    return { view: live.shown, entries: log.entries, seen: await readSeen(this.location) };
  }

  /** As one batch, so that it can be undone at once. A decision that was made since the sync looked is newer: its photo waits. */
  private append(changes: readonly PulledChange[]): Promise<ReadonlySet<string>> {
    return this.session.exclusive(async (refresh) => {
      const { live } = await refresh();
      const overtaken = changes.filter(({ path, before }) => !sameDecision(live.at(path)?.decision ?? null, before));
      const rest = changes.filter((change) => !overtaken.includes(change)).map(({ before: _, ...change }) => change);
      await appendDecisions(this.location, rest, await this.decisions.stamp());
      return new Set(overtaken.map(({ path }) => path));
    });
  }
}

const sameDecision = (now: Decision | null, before: Decision): boolean =>
  (['verdict', 'rating', 'label'] as const).every((field) => (now?.[field] ?? null) === before[field]);
