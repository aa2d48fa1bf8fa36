import { type Kysely, sql } from 'kysely';

/** Migration 0001: everything but jobs, for both databases. Column names become snake case by the plugin of `database.ts`. */
export async function createTables(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('request')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tenantId', 'text', (column) => column.notNull())
    .addColumn('number', 'integer')
    .addColumn('requesterId', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('createdAtUtc', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addUniqueConstraint('requestNumberUnique', ['tenantId', 'number'])
    .execute();
  await schema.createIndex('requestByTime').on('request').columns(['tenantId', 'createdAtUtc']).execute();
  await schema
    .createIndex('requestByRequester')
    .on('request')
    .columns(['tenantId', 'requesterId', 'createdAtUtc'])
    .execute();
  await schema.createIndex('requestByState').on('request').columns(['tenantId', 'state']).execute();

  await schema
    .createTable('requestTarget')
    .addColumn('requestId', 'text', (column) => column.notNull().references('request.id'))
    .addColumn('targetId', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('requestTargetKey', ['targetId', 'requestId'])
    .execute();
  await schema.createIndex('requestTargetByRequest').on('requestTarget').column('requestId').execute();

  await schema
    .createTable('requestNumber')
    .addColumn('tenantId', 'text', (column) => column.primaryKey())
    .addColumn('last', 'integer', (column) => column.notNull())
    .execute();

  await schema
    .createTable('step')
    .addColumn('runId', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('requestId', 'text', (column) => column.notNull())
    .addColumn('ordinal', 'integer', (column) => column.notNull())
    .addColumn('evidence', 'text', (column) => column.notNull())
    .addColumn('result', 'text')
    .addColumn('openedAtUtc', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('stepKey', ['runId', 'name', 'attempt'])
    .addUniqueConstraint('stepOrder', ['runId', 'ordinal'])
    .execute();

  await schema
    .createTable('closedRun')
    .addColumn('runId', 'text', (column) => column.primaryKey())
    .execute();

  await schema
    .createTable('card')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('requestId', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('personId', 'text')
    .addColumn('conversationKey', 'text', (column) => column.notNull())
    .addColumn('activityId', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('ordinal', 'integer', (column) => column.notNull())
    .execute();
  await schema.createIndex('cardByRequest').on('card').columns(['requestId', 'ordinal']).execute();

  await schema
    .createTable('conversation')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('tenantId', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('personId', 'text')
    .addColumn('conversationId', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('updatedAtUtc', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('conversationByPerson').on('conversation').columns(['tenantId', 'personId']).execute();
  await schema.createIndex('conversationById').on('conversation').columns(['tenantId', 'conversationId']).execute();

  await schema
    .createTable('click')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('atUtc', 'text', (column) => column.notNull())
    .execute();

  await schema
    .createTable('setting')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();

  await createAuditTables(db);
}

async function createAuditTables(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('auditHead')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await sql`insert into ${sql.table('auditHead')} (id, number, hash) values (1, 0, '')`.execute(db);
  await schema
    .createTable('auditLine')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('line', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('auditPerson')
    .addColumn('lineNumber', 'integer', (column) => column.notNull().references('auditLine.number'))
    .addColumn('field', 'text', (column) => column.notNull())
    .addColumn('salt', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('auditPersonKey', ['lineNumber', 'field'])
    .execute();
  await schema.createIndex('auditPersonByValue').on('auditPerson').column('value').execute();
}
