// What a feature may use. Who starts, migrates or inspects a service takes the rest from ./runtime.js.
export { CrossTenantPool } from './cross-tenant-pool.js';
export { failpoint } from './failpoints.js';
export { readCursor, toPage } from './keyset.js';
export { foundAt, lookUp } from './look-up.js';
export { asRows, columnsOf, insertMany, recordCopies, rowsOf } from './many-rows.js';
export { lockToTenant, openToWorker } from './migrations/sql.js';
export { Outbox } from './outbox.js';
export { SelfManagedCall } from './self-managed-call.js';
export { type Describe, type Described, Snapshots } from './snapshots.js';
export { newestBy, type Received, Subscribers } from './subscribers.js';
export { TenantDatabase, type TransactionOwner } from './tenant-database.js';
export { type EntityReader, ReadTx, Tx } from './tx.js';
