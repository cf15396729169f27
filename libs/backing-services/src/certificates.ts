import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;
/** Clocks of two machines differ. */
const BACKDATED_MS = DAY_MS;

/** Both as PEM. */
export interface ServerCertificate {
  certificate: string;
  key: string;
}

/** Signs certificates of servers; who believes it believes them. Its own key is in no file. */
interface CertificateAuthority {
  /** As PEM: what a client is given. */
  certificate: string;
  /** For the names and addresses by which clients reach one server. */
  issue(hosts: readonly string[]): Promise<ServerCertificate>;
}

/** A fresh one: who throws this object away can never sign with it again. */
export async function certificateAuthority(
  name: string,
  validForDays: number,
): Promise<CertificateAuthority> {
  // Loaded only where a certificate is made.
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto);
  const now = Date.now();
  const common = {
    notBefore: new Date(now - BACKDATED_MS),
    notAfter: new Date(now + validForDays * DAY_MS),
    signingAlgorithm: ALGORITHM,
  };
  const keys = await newKeys();
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...common,
    name: `CN=${name}`,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const issue = async (hosts: readonly string[]): Promise<ServerCertificate> => {
    const { publicKey, privateKey } = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      ...common,
      subject: `CN=${hosts[0] ?? ''}`,
      issuer: authority.subject,
      publicKey,
      signingKey: keys.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
        new x509.SubjectAlternativeNameExtension(
          hosts.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
        ),
      ],
    });
    const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey));
    return {
      certificate: certificate.toString('pem'),
      key: x509.PemConverter.encode(key, 'PRIVATE KEY'),
    };
  };
  return { certificate: authority.toString('pem'), issue };
}

function newKeys() {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}
