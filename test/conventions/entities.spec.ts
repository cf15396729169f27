import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { getMetadataArgsStorage } from 'typeorm';
import { allServices } from '../support/all-services.js';
import { nodesIn, parse, sourcesIn } from './support/source.js';

/** SQL that writes a table with an entity, by the method it stands in: why it is no `tx.manager`. */
const IN_SQL: Readonly<Record<string, string>> = {
  'identity AccountsImportRepository.endSessions: update session': 'of many people at once',
  'identity SessionsRepository.end: update session': 'of a person, whose account it joins',
  'identity SessionsRepository.endAllOf: update session': 'however many there are',
  'identity SessionsRepository.touch: update session': 'never back in time, whoever is last',
  'media LogoRemovalsRepository.take: delete from logo_removal': 'tells whether it is in use again',
  'messaging DeliveriesRepository.claim: update mail_delivery': 'across organisations, a batch',
  'messaging DeliveriesRepository.openAttempt: update mail_delivery':
    'together with the attempt that it numbers',
  'messaging DeliveriesRepository.renew: update mail_delivery': 'across organisations, a batch',
  'messaging MailsRepository.add: insert into mail': 'goes along with the commit',
  'messaging MailsRepository.add: insert into mail_delivery': 'only for a mail that is new',
  'messaging MailsRepository.dueNow: update mail_delivery': 'however many wait',
  'messaging MailsRepository.requeue: insert into mail_delivery': 'however many failed',
  'messaging MailsRepository.requeue: update mail': 'however many failed',
  'messaging MailsRepository.unrenderedDueNow: update mail_delivery': 'however many wait',
  'planning CareRequestsRepository.close: update care_request': 'however many are done',
  'planning CareRequestsRepository.insert: insert into care_request':
    'submitting: sent together with its bookings, prepared',
  'planning DecisionAnnouncementsRepository.takeDue: delete from decision_announcement':
    'with their requests locked, a batch',
};

const WRITE = /\b(insert\s+into|delete\s+from|update)\s+(?:\w+\.)?(\w+)/gi;

/** Tables that a text of SQL writes: `update session`. Locks and `on conflict … do update set` are none. */
function writesIn(sql: string): string[] {
  return [...sql.matchAll(WRITE)]
    .map(([, verb = '', table = '']) => `${verb.toLowerCase().replace(/\s+/, ' ')} ${table}`)
    .filter(
      (write) => !['update set', 'update skip', 'update nowait', 'update of'].includes(write),
    );
}

/** `Repository.method: update session`, for each table of `tables` that SQL in the file writes. */
function writesOf(source: ts.SourceFile, tables: ReadonlySet<string>): string[] {
  return nodesIn(source)
    .filter((node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node))
    .flatMap((sql) => writesIn(sql.getText()).map((write) => ({ write, where: placeOf(sql) })))
    .filter(({ write }) => tables.has(write.split(' ').at(-1) ?? ''))
    .map(({ write, where }) => `${where}: ${write}`);
}

/** The method that a statement stands in, or the constant. */
function placeOf(node: ts.Node): string {
  if (ts.isMethodDeclaration(node) && ts.isClassDeclaration(node.parent)) {
    return `${node.parent.name?.text ?? ''}.${node.name.getText()}`;
  }
  if (ts.isVariableStatement(node) && ts.isSourceFile(node.parent)) {
    return node.declarationList.declarations.map(({ name }) => name.getText()).join();
  }
  return ts.isSourceFile(node) ? node.fileName : placeOf(node.parent);
}

function tablesOf(entities: readonly (new () => object)[]): Set<string> {
  return new Set(
    getMetadataArgsStorage()
      .tables.filter(({ target }) => entities.some((entity) => entity === target))
      .map(({ name }) => name ?? ''),
  );
}

describe('a table with an entity', () => {
  it('is written by SQL only where a reason is given', () => {
    const found = allServices.flatMap(({ name, entities }) =>
      sourcesIn(`apps/${name}/src`, /\.repository\.ts$/).flatMap((source) =>
        writesOf(source, tablesOf(entities)).map((write) => `${name} ${write}`),
      ),
    );
    expect([...new Set(found)].sort()).toEqual(Object.keys(IN_SQL).sort());
  });

  it.each([
    [
      'insert into note (id) values ($1) on conflict (id) do update set id = $1',
      'insert into note',
    ],
    ['delete\n  from note where id = $1', 'delete from note'],
    ['update note as n set text = $2 where id = $1', 'update note'],
  ])('shows when SQL writes it: %s', (sql, write) => {
    const planted = parse(`class Notes { save(tx) { return tx.execute(\`${sql}\`); } }`);
    expect(writesOf(planted, new Set(['note', 'set', 'skip']))).toEqual([`Notes.save: ${write}`]);
  });

  it('shows it in a constant too', () => {
    const planted = parse('const SAVE = "update note set text = $1";');
    expect(writesOf(planted, new Set(['note']))).toEqual(['SAVE: update note']);
  });

  it('is not written by who only locks its rows', () => {
    const planted = parse(
      'class Notes { lock(tx) { return tx.query("select from note for update skip locked"); } }',
    );
    expect(writesOf(planted, new Set(['note', 'skip', 'locked']))).toEqual([]);
  });
});
