#!/bin/sh
# Tries every operation of the API document with generated input, right and wrong, by Schemathesis (PyPI).
#
#   e2e-tests/schemathesis.sh            against a server of its own, from app/target/parley.jar
#   e2e-tests/schemathesis.sh URL        against a running one
#
# SCHEMATHESIS_EXAMPLES: generated cases per operation and phase (default 150). Ends with a code that is not 0 if a check
# failed, or if it could not run: it never passes because something was missing.
set -eu

VERSION=4.32.5
SEED=20260101
here=$(cd "$(dirname "$0")" && pwd)
work=$here/target/schemathesis
jar=$here/../app/target/parley.jar
server=

fail() {
    echo "schemathesis.sh: $1" >&2
    exit 1
}

stop() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
        rm -rf "$work/data"
    fi
}
trap stop EXIT
trap 'exit 130' INT TERM

install() {
    command -v python3 >/dev/null || fail "python3 is needed (Debian: apt-get install python3 python3-venv)"
    if [ ! -x "$work/venv/bin/schemathesis" ]; then
        rm -rf "$work/venv"
        python3 -m venv "$work/venv" >"$work/install.log" 2>&1 ||
            fail "python3 cannot make a virtual environment (Debian: apt-get install python3-venv); see $work/install.log"
        "$work/venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$VERSION" >>"$work/install.log" 2>&1 ||
            fail "schemathesis $VERSION cannot be installed from PyPI; see $work/install.log"
    fi
}

start_server() {
    [ -f "$jar" ] || fail "no $jar: build the app module first, or name a running server"
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    url=http://127.0.0.1:$port
    rm -rf "$work/data" "$work/server.log" # an earlier run's log says that it is ready
    # Generated sign-ups and sends come fast: limits would answer them all alike, and hashes would take the time.
    SERVER_PORT=$port PARLEY_DATA_DIR=$work/data \
        PARLEY_LIMITS_SIGNINSPERMINUTE=1000000 PARLEY_LIMITS_FAILEDSIGNINSPERMINUTE=1000000 \
        PARLEY_LIMITS_MESSAGESPERSECOND=1000000 PARLEY_LIMITS_MESSAGEBURST=1000000 \
        PARLEY_PASSWORDS_MEMORY=1MB PARLEY_PASSWORDS_ITERATIONS=1 PARLEY_DEGRADATION_AUTOMATIC=false \
        java -jar "$jar" up >"$work/server.log" 2>&1 &
    server=$!
    tries=0
    until grep -qs "Parley is ready at" "$work/server.log"; do
        kill -0 "$server" 2>/dev/null || fail "the server did not start; see $work/server.log"
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] || fail "the server is not ready after a minute; see $work/server.log"
        sleep 0.1
    done
}

# Signs somebody up who has a chat with a message in it, and prints access token, chat, message, user, position, a chat that may be purged,
# and the access token of an account that may be erased.
sign_up() {
    python3 - "$url" <<'PYTHON'
import json, sys, urllib.request, uuid

base = sys.argv[1]

def post(path, body, token=None, headers={}):
    request = urllib.request.Request(base + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request) as answer:
        headers.update(answer.headers)
        return json.load(answer)

def sign_up():
    account = {"handle": "st_" + uuid.uuid4().hex[:20], "password": uuid.uuid4().hex}
    user = post("/v1/users", {**account, "displayName": "Schemathesis"})
    return user["userId"], post("/v1/tokens", {**account, "device": "test"})["accessToken"]

_, token = sign_up()
peer, _ = sign_up()
other, _ = sign_up()
chat = post("/v1/chats", {"kind": "direct", "with": peer}, token)["chatId"]
doomed = post("/v1/chats", {"kind": "direct", "with": other}, token)["chatId"]
headers = {}
hello = {"messageId": str(uuid.uuid4()), "text": "Hello"}
message = post(f"/v1/chats/{chat}/messages", hello, token, headers)["messageId"]
_, leaving = sign_up()
print(token, chat, message, peer, headers["Parley-Position"], doomed, leaving)
PYTHON
}

mkdir -p "$work"
install
url=${1:-}
[ -n "$url" ] || start_server
ids=$(sign_up) || fail "no account could be made at $url"
# shellcheck disable=SC2086 # seven words
set -- $ids
bearer=$1

# Half of the paths lead to what is there. What reads take, a position or a cursor, is what an earlier answer bore, and no schema
# can say which: that made-up ones are refused is no fault. Nor can it say which sequences a chat has got: who asks for a later one is
# told "not yet" by a 503, which HistoryIT tries, so that only 0 is asked for and a 503 is always a fault here. 422 refuses what is
# well-formed and yet cannot be done. The stream does not end by itself: the tests in Java try it.
cat >"$work/schemathesis.toml" <<TOML
[dictionaries.chats]
values = ["$2"]
[dictionaries.messages]
values = ["$3"]
[dictionaries.users]
values = ["$4"]
[dictionaries.positions]
values = ["$5"]
[dictionaries.doomed]
values = ["$6"]
[dictionaries.sequences]
values = [0]

[parameters]
"path.chatId" = { dictionary = "chats", probability = 0.5 }
"path.messageId" = { dictionary = "messages", probability = 0.5 }
"path.userId" = { dictionary = "users", probability = 0.5 }
"header.Parley-Position" = { dictionary = "positions", probability = 1.0 }
"query.atLeast" = { dictionary = "sequences", probability = 1.0 }

[checks]
not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx"]
positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "422", "429"]
negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "414", "415", "422", "428", "429", "5xx"]

# How long a duration is in all, and that an end must be ahead, no schema can say: what else a 400 refuses fails the check below. A chat that an earlier
# step of the same case has purged is gone. (Of several entries that fit, the first that names a setting wins.)
[[operations]]
include-name = "POST /v1/chats"
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "409", "422", "429"]

[[operations]]
include-name = "PATCH /v1/chats/{chatId}"
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "409", "410", "422", "429"]

# Uploads in pieces follow the rules of tus, such as a 412 for another version of it, which no schema can say: tus-js-client tries them.
[[operations]]
include-path-regex = "^/v1/chats/[{]chatId[}]/uploads"
enabled = false

# What is no image, audio or video is refused, whatever it is called; names of files and positions have a form of their own.
[[operations]]
include-name = "POST /v1/chats/{chatId}/media"
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "409", "410", "413", "415", "422", "429"]

[[operations]]
include-name = "POST /v1/media/{mediaId}/links"
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "409", "410", "422", "429"]

[[operations]]
include-path-regex = "^/v1/chats/[{]chatId[}]"
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "410", "422", "429"]

[[operations]]
include-method = "GET"
checks.positive_data_acceptance.enabled = false

# The chat that all others try must stay, and so must their account: there is a chat to be purged, and an account to be erased. That
# is erased by the first request and answers 401 to all others; what erasing brings about is for ErasureIT to try.
[[operations]]
include-name = "DELETE /v1/chats/{chatId}"
parameters = { "path.chatId" = { dictionary = "doomed", probability = 0.5 } }

[[operations]]
include-name = "DELETE /v1/me"
headers = { Authorization = "Bearer $7" }

[[operations]]
include-name = "GET /v1/events"
enabled = false
TOML

cat >"$work/refusals.py" <<'PYTHON'
import schemathesis


@schemathesis.check
def only_what_no_schema_can_say_is_refused(ctx, response, case):
    """What the document allows is refused by a 400 only for how long it is to live, and for headers that have a form of their own."""
    if case.meta and case.meta.generation.mode.is_positive and case.method != "GET" and response.status_code == 400:
        fields = {error["field"] for error in response.json().get("errors", [{"field": "request"}])}
        allowed = {"expiresAt", "messageTtl", "Content-Disposition", "Parley-Position"}
        if "Content-Disposition" in (case.headers or {}):
            allowed.add("request")  # HTTP itself may not have what was generated for it
        assert fields <= allowed, f"refused for {sorted(fields)}"
PYTHON

cd "$work" # where it keeps its cache
PYTHONPATH=$work SCHEMATHESIS_HOOKS=refusals "$work/venv/bin/schemathesis" --config-file "$work/schemathesis.toml" run "$url/v3/api-docs" \
    --url "$url" --header "Authorization: Bearer $bearer" \
    --max-examples "${SCHEMATHESIS_EXAMPLES:-150}" --seed "$SEED" --workers 1 \
    --generation-database none --request-timeout 20 --no-color \
    --report junit --report-dir "$work/report"
