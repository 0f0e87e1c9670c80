# Not run in CI (no container engine there); linted only. Builds the server; data live in /data.
FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release --locked -p server

FROM debian:bookworm-slim
RUN useradd --system --home-dir /data --create-home steward
COPY --from=build /src/target/release/steward /usr/local/bin/steward
USER steward
WORKDIR /data
ENV STEWARD_DATA_DIR=/data STEWARD_SERVER_LISTEN=0.0.0.0:8080
EXPOSE 8080
ENTRYPOINT ["steward"]
CMD ["serve"]
