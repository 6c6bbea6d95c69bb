import assert from 'node:assert/strict';
import { LanguageModelError } from '../../../src/core/intent/languageModel';
import { polish } from '../../../src/core/intent/model/polish';
import { endlessModel, fakeModel } from './fakeModel';

const machine = {
  sentences: ['Pick: the sharpest of 4 (212 against 180 of DSC_0421.NEF).', 'If it is rejected, DSC_0422.NEF becomes the pick.'],
  names: ['DSC_0421.NEF', 'DSC_0422.NEF'],
};

describe('An explanation in other words', () => {
  it('leaves without names of files and comes back with them', async () => {
    const model = fakeModel('With 212 it is the sharpest of the 4; [A] has 180.\nWithout it, [B] would win.');
    assert.equal(
      await polish(model, machine),
      'With 212 it is the sharpest of the 4; DSC_0421.NEF has 180. Without it, DSC_0422.NEF would win.',
    );
    assert.ok(!JSON.stringify(model.asked).includes('DSC_'));
  });

  it('keeps names as they are, whatever marks stand in them', async () => {
    const names = ['cash $$ $& [B].NEF', 'x.NEF'];
    const model = fakeModel('[A] is sharper than [B].');
    assert.equal(
      await polish(model, { sentences: [`${names[0]} is sharper than ${names[1]}.`], names }),
      'cash $$ $& [B].NEF is sharper than x.NEF.',
    );
  });

  it('is not taken where it holds a number or a photo that the machine did not name', async () => {
    for (const invented of [
      'The sharpest of 5.',
      'With 212.5 it is the sharpest.',
      'Better than [A], [B] and [C].',
      'Sharper by 32.',
      'Twice as sharp as [A].',
      'Better than DSC_0423.NEF.',
      '',
    ]) {
      await assert.rejects(polish(fakeModel(invented), machine), LanguageModelError, invented);
    }
    await assert.rejects(polish(endlessModel, machine), LanguageModelError);
  });
});
