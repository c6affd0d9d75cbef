# Parley as an image: built from the sources, run without root and without a build tool.
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode --no-transfer-progress -pl app -am \
        -Dmaven.test.skip=true -Dspotless.check.skip=true package \
 && java -Djarmode=tools -jar app/target/parley.jar extract --destination /parley

FROM eclipse-temurin:21-jre
RUN useradd --system --uid 10001 --home-dir /var/lib/parley parley \
 && install -d -o parley -g parley -m 700 /var/lib/parley /keys
COPY --from=build /parley /opt/parley
USER 10001
# All that must survive is in the data folder: with an outside PostgreSQL only logs. /keys is for the master key that all nodes share.
VOLUME ["/var/lib/parley"]
ENV SERVER_ADDRESS=0.0.0.0 \
    SERVER_PORT=8080 \
    PARLEY_DATA_DIR=/var/lib/parley
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --retries=3 --start-period=60s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/parley/parley.jar"]
CMD ["up"]
