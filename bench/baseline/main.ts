import fastify from 'fastify';
import pg from 'pg';
import { type AskedFor, writeCareRequest } from './care-request.js';
import { calendarInOne, calendarRows } from './calendar.js';

/**
 * What the portal is compared with: one process, Fastify and a pool of as many connections as a service
 * of ours has, on the same Postgres. No session, no bus, no row-level security, no transaction, no
 * schema of input or output, no log, no audit, no event, no repeated request answered once.
 */
const [databaseUrl = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
const server = fastify();

interface CalendarQuery {
  tenant: string;
  guardian: string;
  from: string;
  until: string;
}

/**
 * The rows of which the portal's calendar is made, as the database gives them: no pattern becomes days,
 * nothing is checked. In seven statements, as one writes it first, and in one, as the portal does.
 */
server.get('/calendar', async (request) => {
  const { tenant, guardian, from, until } = request.query as CalendarQuery;
  return calendarRows(pool, { tenant, guardian, from, until });
});

server.get('/calendar-in-one', async (request) => {
  const { tenant, guardian, from, until } = request.query as CalendarQuery;
  return calendarInOne(pool, { tenant, guardian, from, until });
});

/** One durable row holding what was sent. */
server.post('/notes', async (request, reply) => {
  const { rows } = await pool.query({
    name: 'note',
    text: 'insert into bench.note (body) values ($1) returning id',
    values: [JSON.stringify(request.body)],
  });
  return reply.code(201).send(rows[0]);
});

/** The rows of a request for care, as the portal writes them. */
server.post('/care-requests', async (request, reply) =>
  reply.code(201).send(await writeCareRequest(pool, request.body as AskedFor)),
);

await server.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ url: `http://127.0.0.1:${(server.server.address() as { port: number }).port}` });
process.on('disconnect', () => process.exit(0));
