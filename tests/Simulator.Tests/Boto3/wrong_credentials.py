"""Calls with credentials that are wrong in the way the argument names; prints what each service answered as JSON."""
import json
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

keys = {
    "aws_access_key_id": os.environ["AWS_ACCESS_KEY_ID"],
    "aws_secret_access_key": os.environ["AWS_SECRET_ACCESS_KEY"],
}
if sys.argv[1] == "wrong-secret":
    keys["aws_secret_access_key"] += "x"
elif sys.argv[1] == "unknown-key":
    keys["aws_access_key_id"] = "AKIAAAAAAAAAAAAAAAAA"
else:
    keys["aws_session_token"] = "not-a-token"


def outcome(service, operation, **arguments):
    client = boto3.Session(**keys).client(service, config=Config(retries={"total_max_attempts": 1}))
    try:
        getattr(client, operation)(**arguments)
        return {"code": None, "status": 200}
    except ClientError as error:
        return {"code": error.response["Error"]["Code"], "status": error.response["ResponseMetadata"]["HTTPStatusCode"]}


print(json.dumps({
    "cloudcontrol": outcome("cloudcontrol", "list_resources", TypeName="AWS::EC2::VPC"),
    "sts": outcome("sts", "get_caller_identity"),
}))
