import { checkedMirror } from '../../core/models/getModel';
import { setting } from '../settings';

/** The mirror of the settings; `null` = none. Throws QrateError('bad-settings'). */
export function mirrorSetting(): string | null {
  const mirror = setting('qrate.models.mirror').trim();
  return mirror === '' ? null : checkedMirror(mirror);
}
