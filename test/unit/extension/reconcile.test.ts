import assert from 'node:assert/strict';
import fc from 'fast-check';
import { reconcile } from '../../../src/extension/views/reconcile';

interface Sample {
  readonly id: string;
  readonly parent: Sample | null;
  readonly text: string;
  readonly children?: readonly Sample[];
}

const isSame = (a: Sample, b: Sample): boolean => a.text === b.text;

/** A node of a new tree, with its children's parents set. */
function node(id: string, text: string, children?: readonly Sample[]): Sample {
  const made: Sample = { id, text, parent: null, ...(children === undefined ? {} : { children }) };
  for (const child of children ?? []) Object.assign(child, { parent: made });
  return made;
}

const shape = (nodes: readonly Sample[]): unknown =>
  nodes.map(({ id, text, children }) => [id, text, children === undefined ? null : shape(children)]);

describe('taking a new tree over into the old nodes', () => {
  it('keeps the objects, and names nothing where nothing changed', () => {
    const before = [node('a', '1', [node('a1', 'x')]), node('b', '2')];
    const { children, changed, moved } = reconcile(before, [node('a', '1', [node('a1', 'x')]), node('b', '2')], { isSame, parent: null });
    assert.deepEqual(
      [children[0] === before[0], children[0]?.children?.[0] === before[0]?.children?.[0], changed, moved],
      [true, true, [], false],
    );
  });

  it('names the leaf that changed alone', () => {
    const before = [node('a', '1', [node('a1', 'x'), node('a2', 'y')])];
    const { changed, children } = reconcile(before, [node('a', '1', [node('a1', 'x'), node('a2', 'z')])], { isSame, parent: null });
    assert.deepEqual(
      changed.map(({ id }) => id),
      ['a2'],
    );
    assert.equal(children[0]?.children?.[1]?.text, 'z');
  });

  it('names the branch whose children came or went, and not what lies below it', () => {
    const before = [node('a', '1', [node('a1', 'x')])];
    const { changed, moved } = reconcile(before, [node('a', '1', [node('a1', 'changed'), node('a2', 'new')])], { isSame, parent: null });
    assert.deepEqual([changed.map(({ id }) => id), moved], [['a'], false]);
  });

  it('says when the roots themselves moved', () => {
    assert.equal(reconcile([node('a', '1'), node('b', '2')], [node('b', '2'), node('a', '1')], { isSame, parent: null }).moved, true);
  });

  it('looks like the new tree afterwards, with parents that belong to it', () => {
    const leaves = fc.uniqueArray(fc.nat(9), { maxLength: 5 });
    const tree = fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(2), leaves), { maxLength: 4, selector: ([id]) => id });
    type Drawn = readonly (readonly [number, number, readonly number[]])[];
    const grow = (drawn: Drawn) =>
      drawn.map(([id, text, below]) =>
        node(
          `n${id}`,
          `${text}`,
          below.map((it) => node(`n${id}.${it}`, `${it}`)),
        ),
      );
    fc.assert(
      fc.property(tree, tree, (first, second) => {
        const { children } = reconcile(grow(first), grow(second), { isSame, parent: null });
        assert.deepEqual(shape(children), shape(grow(second)));
        for (const child of children) {
          assert.equal(child.parent, null);
          for (const leaf of child.children ?? []) assert.equal(leaf.parent, child);
        }
      }),
    );
  });
});
