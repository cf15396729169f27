import { useShellWords } from '../texts/shell.js';
import { useOrganisation } from './organisation.js';

/** Where people reach the organisation itself (R183); nothing where it says nothing. */
export function Contact() {
  const words = useShellWords();
  const { phone, email, address } = useOrganisation().contact;
  if (!phone && !email && !address) return null;
  return (
    <address>
      <ul className="link-list">
        {phone && (
          <li>
            <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{words.telephone(phone)}</a>
          </li>
        )}
        {email && (
          <li>
            <a href={`mailto:${email}`}>{email}</a>
          </li>
        )}
        {address && (
          <li>
            {address.street} {address.houseNumber}, {address.postcode} {address.town}
          </li>
        )}
      </ul>
    </address>
  );
}
