/** The child, and its group with the location. */
const NAMES = `
    join child c on c.tenant_id = b.tenant_id and c.id = b.child_id
    join care_group g on g.tenant_id = b.tenant_id and g.id = b.group_id
    join location l on l.tenant_id = g.tenant_id and l.id = g.location_id`;

/** The parts of a statement that reads `BookingRow`s, but for `access`. */
export const bookingRows = {
  columns: `
    b.id as "bookingId", b.request_id as "requestId", b.period_id as "periodId",
    b.child_id as "childId", c.first_name as "firstName", c.last_name as "lastName",
    b.group_id as "groupId", g.name as "groupName", l.id as "locationId",
    l.name as "locationName", b.product_id as "productId", b.product_name as "productName",
    b.care_on as "on", b.starts_at as "startsAt", b.ends_at as "endsAt", b.cents, b.points,
    b.lapses_on as "lapsesOn", b.status, b.reason, b.decided_at as "decidedAt",
    r.submitted_at as "submittedAt"`,
  from: `
    from booking b
    join care_request r on r.tenant_id = b.tenant_id and r.id = b.request_id
    ${NAMES}`,
  /** For statements that have the booking and its request already. */
  names: NAMES,
};
