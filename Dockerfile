# One image for the six processes, the migration and the keeper of the streams; which one it is, is its command:
#   node dist/apps/<gateway|identity|planning|media|messaging|billing>/src/main.js
#   node dist/apps/<migrate|streams>/src/main.js
# The version of Node.js stands here and in package.json (a test compares them).
ARG NODE_IMAGE=node:26.10.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /portal
COPY package.json package-lock.json ./
# No package of ours needs its install script: binaries come as packages, Node.js from this image.
RUN npm ci --ignore-scripts
COPY .swcrc ./
COPY apps apps
COPY libs libs
COPY cli cli
RUN npm run build

FROM ${NODE_IMAGE} AS packages
WORKDIR /portal
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev

FROM ${NODE_IMAGE}
# A young generation of 2 MB and one heap of the C library for all threads: these processes wait most of
# their time, and there are many of them.
ENV NODE_ENV=production \
    NODE_OPTIONS="--enable-source-maps --max-semi-space-size=2" \
    MALLOC_ARENA_MAX=1 \
    MALLOC_TRIM_THRESHOLD_=131072 \
    HOST=0.0.0.0 \
    PORT=3000
WORKDIR /portal
COPY --from=packages /portal/node_modules node_modules
COPY --from=build /portal/dist dist
COPY package.json ./
USER 10001:10001
EXPOSE 3000 9090
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/gateway/src/main.js"]
