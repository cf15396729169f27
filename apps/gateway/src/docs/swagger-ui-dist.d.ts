declare module 'swagger-ui-dist/absolute-path.js' {
  /** Folder of Swagger UI's files. */
  export default function absolutePath(): string;
}
