import type { identity } from '@ouderportaal/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An organisation's profile, as it was imported last. */
@Entity({ name: 'organisation', schema: 'identity' })
export class Organisation {
  @PrimaryColumn({ name: 'tenant_id', type: 'uuid' })
  tenantId: string;

  /** Stays what it was first: the directory leads from it to the tenant. */
  @Column({ type: 'text' })
  slug: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  language: identity.OrganisationView['language'];

  @Column({ name: 'time_zone', type: 'text' })
  timeZone: string;

  @Column({ name: 'login_name', type: 'text' })
  loginName: identity.OrganisationView['loginName'];

  @Column({ name: 'primary_colour', type: 'text' })
  primaryColour: string;

  @Column({ name: 'text_colour', type: 'text' })
  textColour: string;

  @Column({ name: 'portal_url', type: 'text' })
  portalUrl: string;

  @Column({ name: 'address_form', type: 'text' })
  addressForm: identity.OrganisationView['addressForm'];

  @Column({ type: 'text', array: true })
  languages: identity.OrganisationView['languages'];

  @Column({ name: 'contact_phone', type: 'text', nullable: true })
  contactPhone: string | null;

  @Column({ name: 'contact_email', type: 'text', nullable: true })
  contactEmail: string | null;

  @Column({ name: 'contact_address', type: 'jsonb', nullable: true })
  contactAddress: identity.Contact['address'];

  @Column({ name: 'features_on', type: 'text', array: true })
  featuresOn: identity.Feature[];
}
