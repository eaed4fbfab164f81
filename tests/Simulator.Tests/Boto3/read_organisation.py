"""Reads a simulated organisation as an installation of the product does, and prints what it saw as JSON."""
import json
import os

import boto3

config = "OCEAN__INTEGRATION__CONFIG__"
region = os.environ["AWS_REGION"]


def assume(arn):
    keys = boto3.client("sts").assume_role(RoleArn=arn, RoleSessionName="boto3", DurationSeconds=900)["Credentials"]
    return boto3.Session(
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
        region_name=region,
    )


own = boto3.client("sts").get_caller_identity()["Account"]
organisation = assume(os.environ[config + "ORGANIZATION_ROLE_ARN"]).client("organizations")
accounts = [a for page in organisation.get_paginator("list_accounts").paginate() for a in page["Accounts"]]
member = next(a["Id"] for a in accounts if a["Id"] != own)
session = assume(f"arn:aws:iam::{member}:role/{os.environ[config + 'ACCOUNT_READ_ROLE_NAME']}")
regions = [
    r["RegionName"]
    for page in session.client("account").get_paginator("list_regions").paginate(
        RegionOptStatusContains=["ENABLED", "ENABLED_BY_DEFAULT"])
    for r in page["Regions"]
]
control = session.client("cloudcontrol")
instances = [
    r
    for page in control.get_paginator("list_resources").paginate(TypeName="AWS::EC2::Instance")
    for r in page["ResourceDescriptions"]
]
last = instances[-1]
got = control.get_resource(TypeName="AWS::EC2::Instance", Identifier=last["Identifier"])["ResourceDescription"]
queues = [u for page in session.client("sqs").get_paginator("list_queues").paginate(
    PaginationConfig={"PageSize": 100}) for u in page["QueueUrls"]]

print(json.dumps({
    "accounts": accounts,
    "regions": regions,
    "instances": len({i["Identifier"] for i in instances}),
    "queues": len(set(queues)),
    "listed": json.loads(last["Properties"]),
    "got": json.loads(got["Properties"]),
    "assumed": member,
    "identity": session.client("sts").get_caller_identity()["Account"],
}, default=str))
