import type { Office } from '../../domain/office.ts';
import { maskPhone } from '../../domain/phone.ts';
import type { SchemaIssue } from '../../domain/schema-issues.ts';
import type { OfficeBody } from './requests.ts';

type Written = OfficeBody['contacts'];
type WithPhone<T> = Omit<T, 'phone'> & { phone: string };

/**
 * The contacts as written, with the phones that were left out or sent back masked: those that stand under the same name. A
 * person without a phone is an issue that names the field.
 */
export function withPhones(
  written: Written,
  now: Pick<Office, 'contacts'> | undefined,
): { contacts: unknown[]; errors: SchemaIssue[] } {
  const known = (now?.contacts ?? []).flatMap((contact) => [contact, ...(contact.delegate ? [contact.delegate] : [])]);
  const errors: SchemaIssue[] = [];
  const kept = <P extends { name: string; phone?: string | undefined }>(person: P, path: string): WithPhone<P> => {
    const { phone } = person;
    if (phone !== undefined && !phone.includes('*')) return { ...person, phone };
    const stands = known.find(
      ({ name, phone: own }) => name === person.name && (phone ?? maskPhone(own)) === maskPhone(own),
    );
    if (!stands) errors.push({ path, code: 'invalid', message: '这个人还没有登记过手机,请写全11位' });
    return { ...person, phone: stands?.phone ?? '' };
  };
  const contacts = written.map(({ delegate, ...contact }, i) => ({
    ...kept(contact, `contacts.${i}.phone`),
    ...(delegate && { delegate: kept(delegate, `contacts.${i}.delegate.phone`) }),
  }));
  return { contacts, errors };
}
