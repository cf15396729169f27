import { createCipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';
import { Agent } from 'node:https';
import { Client } from 'minio';

export interface ObjectStoreAdmin {
  url: string;
  /** Authority of the store's certificate, as PEM; left out: those that Node.js knows. */
  ca?: string | undefined;
  region: string;
  /** Of the store's root. */
  accessKey: string;
  secretKey: string;
}

export interface BucketUser {
  bucket: string;
  accessKey: string;
  secretKey: string;
}

const POLICY = 'ouderportaal-media';

/**
 * Makes the bucket and a user of MinIO that can do what a service does with the files of that bucket, and
 * nothing else: no other bucket, no user, no setting. Again changes nothing but the user's secret key.
 */
export async function prepareBucket(admin: ObjectStoreAdmin, user: BucketUser): Promise<void> {
  const client = clientOf(admin);
  if (!(await client.bucketExists(user.bucket))) await client.makeBucket(user.bucket, admin.region);
  const ask = (what: string, query: Record<string, string>, payload: Buffer) =>
    client.makeRequestAsync(
      {
        method: 'PUT',
        bucketName: 'minio',
        objectName: `admin/v3/${what}`,
        query: new URLSearchParams(query).toString(),
        pathStyle: true,
      },
      payload,
      [200],
      admin.region,
    );
  const secret = JSON.stringify({ secretKey: user.secretKey, status: 'enabled' });
  await ask('add-canned-policy', { name: POLICY }, Buffer.from(policyFor(user.bucket)));
  await ask('add-user', { accessKey: user.accessKey }, sealed(secret, admin.secretKey));
  const attached = { policyName: POLICY, userOrGroup: user.accessKey, isGroup: 'false' };
  await ask('set-user-or-group-policy', attached, Buffer.alloc(0));
}

function clientOf({ url: address, ca, region, accessKey, secretKey }: ObjectStoreAdmin): Client {
  const url = new URL(address);
  const useSSL = url.protocol === 'https:';
  return new Client({
    endPoint: url.hostname,
    port: Number(url.port || (useSSL ? 443 : 80)),
    useSSL,
    ...(useSSL ? { transportAgent: new Agent({ ca }) } : {}),
    region,
    accessKey,
    secretKey,
  });
}

/** For a platform's own store as well: what media needs, in the language of S3. */
function policyFor(bucket: string): string {
  const ofBucket = ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'];
  const ofFiles = ['GetObject', 'PutObject', 'DeleteObject', 'AbortMultipartUpload'].concat(
    'ListMultipartUploadParts',
  );
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ofBucket, Resource: [`arn:aws:s3:::${bucket}`] },
      {
        Effect: 'Allow',
        Action: ofFiles.map((action) => `s3:${action}`),
        Resource: [`arn:aws:s3:::${bucket}/*`],
      },
    ],
  });
}

/**
 * As MinIO wants secrets on its admin port: PBKDF2 and AES-256-GCM in one segment of its stream format
 * (salt, 2, nonce, ciphertext). A segment's nonce ends with its number; the tag of the empty segment 0 is
 * authenticated with the last one, which says so by 0x80.
 */
function sealed(text: string, password: string): Buffer {
  const salt = randomBytes(32);
  const nonce = randomBytes(8);
  const key = pbkdf2Sync(password, salt, 8192, 32, 'sha256');
  const seal = (segment: number, plain: Buffer, associated: Buffer): Buffer => {
    const number = Buffer.alloc(4);
    number.writeUInt32LE(segment);
    const cipher = createCipheriv('aes-256-gcm', key, Buffer.concat([nonce, number]));
    cipher.setAAD(associated);
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  const empty = seal(0, Buffer.alloc(0), Buffer.alloc(0));
  const last = seal(1, Buffer.from(text), Buffer.concat([Buffer.from([0x80]), empty]));
  return Buffer.concat([salt, Buffer.from([0x02]), nonce, last]);
}
