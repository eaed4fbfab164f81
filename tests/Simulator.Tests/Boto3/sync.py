"""A plain sync with boto3 and jq: reads the organisation, maps it by the mapping at Port, writes it there in bulk.

It shares no code with the simulator, so that equality afterwards says something about both the mapping and the
expectations. Prints the number of entities, and what Port rejected, as JSON.
"""
import json
import os
import subprocess
import sys
import urllib.request

import boto3
from botocore.config import Config

CONFIG = "OCEAN__INTEGRATION__CONFIG__"
GLOBAL = {"cloudfront", "route53", "waf", "waf-regional", "iam", "organizations", "s3"}
PORT = os.environ["OCEAN__PORT__BASE_URL"] + "/v1"
IDENTIFIER = os.environ["OCEAN__INTEGRATION__IDENTIFIER"]
headers = {"Content-Type": "application/json", "User-Agent": f"port-ocean/aws/0.3.133/{IDENTIFIER}/exporter"}


def port(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(PORT + path, data, headers, method=method)) as answer:
        return json.load(answer)


def session_of(account):
    if account == own:
        return boto3.Session()
    arn = f"arn:aws:iam::{account}:role/{os.environ[CONFIG + 'ACCOUNT_READ_ROLE_NAME']}"
    keys = boto3.client("sts").assume_role(RoleArn=arn, RoleSessionName="sync")["Credentials"]
    return boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])


def list_accounts():
    keys = boto3.client("sts").assume_role(
        RoleArn=os.environ[CONFIG + "ORGANIZATION_ROLE_ARN"], RoleSessionName="sync")["Credentials"]
    client = boto3.client(
        "organizations", aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"])
    return [a for page in client.get_paginator("list_accounts").paginate() for a in page["Accounts"]]


def list_resources(session, region, kind, get):
    config = Config(retries={"mode": "standard", "total_max_attempts": 20})
    control = session.client("cloudcontrol", region_name=region, config=config)
    if kind == "AWS::SQS::Queue":
        pages = session.client("sqs", region_name=region, config=config).get_paginator("list_queues").paginate(
            PaginationConfig={"PageSize": 1000})
        found = [{"Identifier": url} for page in pages for url in page.get("QueueUrls", [])]
        get = True
    else:
        pages = control.get_paginator("list_resources").paginate(TypeName=kind)
        found = [r for page in pages for r in page["ResourceDescriptions"]]
    if get:
        found = [control.get_resource(TypeName=kind, Identifier=r["Identifier"])["ResourceDescription"] for r in found]
    return [{"Identifier": r["Identifier"], "Properties": json.loads(r["Properties"])} for r in found]


def program_of(mapping):
    def members(fields):
        # The first output, or null where there is none or an error.
        return "{" + ", ".join(f"{json.dumps(k)}: ([limit(1; try ({v}) catch null)][0])" for k, v in fields.items()) + "}"
    top = {k: v for k, v in mapping.items() if isinstance(v, str)}
    return f"{members(top)} + {{properties: {members(mapping.get('properties', {}))}, relations: {members(mapping.get('relations', {}))}}}"


token = port("POST", "/auth/access_token", {
    "clientId": os.environ["OCEAN__PORT__CLIENT_ID"], "clientSecret": os.environ["OCEAN__PORT__CLIENT_SECRET"]})
headers["Authorization"] = "Bearer " + token["accessToken"]
config = port("GET", f"/integration/{IDENTIFIER}")["integration"]["config"]
own = boto3.client("sts").get_caller_identity()["Account"]
accounts = list_accounts()
sessions = {a["Id"]: session_of(a["Id"]) for a in accounts}
count, rejected = 0, []

for block in config["resources"]:
    kind = block["kind"]
    if kind == "AWS::Organizations::Account":
        raw = accounts
    else:
        raw = []
        for account, session in sessions.items():
            pages = session.client("account", region_name="us-east-1").get_paginator("list_regions").paginate(
                RegionOptStatusContains=["ENABLED", "ENABLED_BY_DEFAULT"])
            regions = [r["RegionName"] for page in pages for r in page["Regions"]]
            for region in regions[:1] if kind.split("::")[1].lower() in GLOBAL else regions:
                for r in list_resources(session, region, kind, block["selector"].get("useGetResourceAPI") == "true"):
                    raw.append({**r, "__Kind": kind, "__AccountId": account, "__Region": region})
    text = "\n".join(json.dumps(r, default=str) for r in raw)
    mapped = subprocess.run(["jq", "-c", program_of(block["port"]["entity"]["mappings"])], input=text,
                            capture_output=True, text=True, check=True).stdout.splitlines()
    entities = [json.loads(line) for line in mapped]
    count += len(entities)
    for start in range(0, len(entities), 20):
        blueprint = entities[start]["blueprint"]
        answer = port("POST", f"/blueprints/{blueprint}/entities/bulk?upsert=true&merge=true&create_missing_related_entities=true",
                      {"entities": entities[start:start + 20]})
        rejected += answer["errors"]

json.dump({"entities": count, "rejected": rejected}, sys.stdout)
