"""Signs Schemathesis in as the person that STEWARD_FUZZ_LOGIN names, anew before the access token ends; nobody without one."""

import json
import os
import urllib.request

import schemathesis

LOGIN = os.environ.get("STEWARD_FUZZ_LOGIN")
# The mark of the browser that once signed in: generated requests guess passwords, which locks their own address out and nobody's device.
DEVICE = {}


def access_token(base: str, login: str, password: str) -> str:
    body = json.dumps({"login": login, "password": password}).encode()
    request = urllib.request.Request(f"{base}/api/v1/session", body, {"content-type": "application/json"} | DEVICE)
    with urllib.request.urlopen(request, timeout=20) as answer:
        pairs = [cookie.split(";")[0].partition("=") for cookie in answer.headers.get_all("set-cookie") or []]
    cookies = {name: value for name, _, value in pairs}
    if "steward_device" in cookies:
        DEVICE["cookie"] = f"steward_device={cookies['steward_device']}"
    if "steward_access" in cookies:
        return cookies["steward_access"]
    raise SystemExit(f"{login} was signed in without a token")


if LOGIN:
    # Some operations end the session that calls them: then every call has one of its own.
    INTERVAL = float(os.environ.get("STEWARD_FUZZ_REFRESH", "300"))

    @schemathesis.auth(refresh_interval=INTERVAL or None)
    class SignedIn:
        def get(self, case, context):
            return access_token(os.environ["STEWARD_FUZZ_BASE"], LOGIN, os.environ["STEWARD_FUZZ_PASSWORD"])

        def set(self, case, data, context):
            case.headers = case.headers or {}
            case.headers["Authorization"] = f"Bearer {data}"
