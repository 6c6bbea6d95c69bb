import assert from 'node:assert/strict';
import { Database } from '../../../src/core/index/database';
import { MIGRATIONS } from '../../../src/core/index/migrations';
import { APPLICATION_ID, findSchemaProblem, migrate, SCHEMA_VERSION } from '../../../src/core/index/schema';
import { sqlWasm } from './fixtures';

describe('the schema', () => {
  let database: Database;
  beforeEach(async () => {
    database = await Database.open(sqlWasm, null);
  });
  afterEach(() => database.close());

  it('comes up from an empty database and names itself', () => {
    migrate(database);
    assert.equal(findSchemaProblem(database), null);
    assert.equal(database.number('PRAGMA user_version'), SCHEMA_VERSION);
    assert.equal(database.number('PRAGMA application_id'), APPLICATION_ID);
  });

  it('comes up from every older version, and keeps the rows', () => {
    for (const older of MIGRATIONS.keys()) {
      if (older === 0) continue;
      migrate(database, MIGRATIONS.slice(0, older));
      assert.equal(database.number('PRAGMA user_version'), older);
    }
    migrate(database);
    database.run("INSERT INTO meta VALUES ('kept', 'yes')");
    migrate(database, [...MIGRATIONS, 'ALTER TABLE photo ADD COLUMN later TEXT', 'ALTER TABLE photo ADD COLUMN latest TEXT']);
    assert.equal(database.number('PRAGMA user_version'), SCHEMA_VERSION + 2);
    assert.deepEqual(
      database.all('SELECT value FROM meta', ([value]) => value),
      ['yes'],
    );
    assert.equal(findSchemaProblem(database), null);
  });

  it('runs only the steps that are missing', () => {
    const steps = ['CREATE TABLE one (x)', 'CREATE TABLE two (x)'];
    migrate(database, steps.slice(0, 1));
    migrate(database, steps);
    migrate(database, steps);
    assert.equal(database.number("SELECT count(*) FROM sqlite_schema WHERE name IN ('one', 'two')"), 2);
  });

  it('leaves the database as it was when a step fails', () => {
    migrate(database, ['CREATE TABLE one (x)']);
    assert.throws(() => migrate(database, ['CREATE TABLE one (x)', 'CREATE TABLE two (x); CREATE NONSENSE']));
    assert.equal(database.number('PRAGMA user_version'), 1);
    assert.equal(database.number('SELECT count(*) FROM sqlite_schema'), 1);
  });

  it('says which column a table lacks', () => {
    migrate(database);
    database.run('ALTER TABLE photo DROP COLUMN noise_estimate');
    assert.equal(findSchemaProblem(database), 'table photo lacks noise_estimate');
  });
});
