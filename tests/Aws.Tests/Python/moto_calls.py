"""Fills a moto server through boto3, then prints each call of the comparison with boto3's result, one a line."""
import json
import sys

import boto3
from botocore.exceptions import ClientError

REGION = "eu-west-1"
endpoint = sys.argv[1]
session = boto3.Session("AKIDEXAMPLE", "secret", region_name=REGION)


def client(service):
    return session.client(service, endpoint_url=endpoint)


TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"a": "b c/ü+"}}}]})
POLICY = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]})
TEMPLATE = json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Q": {"Type": "AWS::SQS::Queue"}}})


def fill():
    client("s3").create_bucket(Bucket="first-bucket", CreateBucketConfiguration={"LocationConstraint": REGION})
    client("s3").put_bucket_tagging(Bucket="first-bucket", Tagging={"TagSet": [{"Key": "a", "Value": "b"}]})
    client("iam").create_role(RoleName="reader", AssumeRolePolicyDocument=TRUST, Tags=[{"Key": "k", "Value": "v"}])
    client("iam").put_role_policy(RoleName="reader", PolicyName="inline", PolicyDocument=POLICY)
    client("sqs").create_queue(QueueName="first")
    client("sns").create_topic(Name="first")
    client("dynamodb").create_table(
        TableName="first",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    client("dynamodb").put_item(TableName="first", Item={"id": {"S": "1"}, "blob": {"B": b"\x00a'b\"\n"}, "n": {"N": "1.50"}})
    client("ec2").run_instances(ImageId="ami-12c6146b", MinCount=2, MaxCount=2)
    client("ecs").create_cluster(clusterName="first")
    client("kms").create_key(Description="first")
    client("ssm").put_parameter(Name="/first", Value="v", Type="String")
    client("secretsmanager").create_secret(Name="first", SecretString="s")
    client("logs").create_log_group(logGroupName="first")
    client("events").put_rule(Name="first", ScheduleExpression="rate(1 hour)")
    client("route53").create_hosted_zone(Name="example.org", CallerReference="1")
    client("cloudformation").create_stack(StackName="first", TemplateBody=TEMPLATE)
    client("ecr").create_repository(repositoryName="first")
    client("cloudwatch").put_metric_alarm(AlarmName="first", ComparisonOperator="GreaterThanThreshold", EvaluationPeriods=1, MetricName="m", Namespace="n", Period=60, Statistic="Sum", Threshold=1.5)
    client("rds").create_db_instance(DBInstanceIdentifier="first", DBInstanceClass="db.t3.micro", Engine="postgres", MasterUsername="u", MasterUserPassword="password", AllocatedStorage=20)
    client("elasticache").create_cache_cluster(CacheClusterId="first", Engine="redis", CacheNodeType="cache.t3.micro", NumCacheNodes=1)
    client("acm").request_certificate(DomainName="example.org")
    client("stepfunctions").create_state_machine(name="first", definition="{}", roleArn="arn:aws:iam::123456789012:role/r")
    client("apigateway").create_rest_api(name="first", tags={"a": "b"})
    client("glue").create_database(DatabaseInput={"Name": "first"})
    client("organizations").create_organization(FeatureSet="ALL")
    client("organizations").create_account(Email="a@example.org", AccountName="first")


CALLS = [
    ("sts", "GetCallerIdentity", {}),
    ("organizations", "ListAccounts", {}),
    ("organizations", "DescribeOrganization", {}),
    ("s3", "ListBuckets", {}),
    ("s3", "GetBucketLocation", {"Bucket": "first-bucket"}),
    ("s3", "GetBucketTagging", {"Bucket": "first-bucket"}),
    ("s3", "GetBucketTagging", {"Bucket": "missing-bucket"}),
    ("iam", "ListRoles", {}),
    ("iam", "GetRole", {"RoleName": "reader"}),
    ("iam", "GetRole", {"RoleName": "missing"}),
    ("iam", "GetRolePolicy", {"RoleName": "reader", "PolicyName": "inline"}),
    ("iam", "ListPolicies", {"MaxItems": 5}),
    ("sqs", "ListQueues", {}),
    ("sqs", "GetQueueAttributes", {"QueueUrl": endpoint + "/123456789012/first", "AttributeNames": ["All"]}),
    ("sns", "ListTopics", {}),
    ("dynamodb", "DescribeTable", {"TableName": "first"}),
    ("dynamodb", "GetItem", {"TableName": "first", "Key": {"id": {"S": "1"}}}),
    ("dynamodb", "DescribeTable", {"TableName": "missing"}),
    ("ec2", "DescribeInstances", {}),
    ("ec2", "DescribeInstances", {"InstanceIds": ["i-00000000000000000"]}),
    ("ec2", "DescribeVpcs", {}),
    ("ec2", "DescribeSubnets", {"Filters": [{"Name": "availability-zone", "Values": ["eu-west-1a"]}]}),
    ("ec2", "DescribeSecurityGroups", {}),
    ("ec2", "DescribeImages", {"Owners": ["amazon"]}),
    ("ec2", "DescribeRegions", {}),
    ("ecs", "ListClusters", {}),
    ("ecs", "DescribeClusters", {"clusters": ["first"]}),
    ("kms", "ListKeys", {}),
    ("ssm", "DescribeParameters", {}),
    ("secretsmanager", "ListSecrets", {}),
    ("logs", "DescribeLogGroups", {}),
    ("events", "ListRules", {}),
    ("route53", "ListHostedZones", {}),
    ("cloudformation", "DescribeStacks", {}),
    ("cloudformation", "GetTemplate", {"StackName": "first"}),
    ("ecr", "DescribeRepositories", {}),
    ("cloudwatch", "DescribeAlarms", {}),
    ("rds", "DescribeDBInstances", {}),
    ("elasticache", "DescribeCacheClusters", {}),
    ("acm", "ListCertificates", {}),
    ("stepfunctions", "ListStateMachines", {}),
    ("apigateway", "GetRestApis", {}),
    ("glue", "GetDatabases", {}),
    ("lambda", "GetFunction", {"FunctionName": "missing"}),
    ("eks", "ListClusters", {}),
]


def answer(service, operation, parameters):
    boto = client(service)
    method = next(name for name, wire in boto.meta.method_to_api_mapping.items() if wire == operation)
    try:
        result = getattr(boto, method)(**parameters)
        result.pop("ResponseMetadata", None)
        return {"result": json.dumps(result, default=str)}
    except ClientError as error:
        return {"error": error.response["Error"]["Code"]}


fill()
for service, operation, parameters in CALLS:
    print(json.dumps({"service": service, "operation": operation, "parameters": parameters, **answer(service, operation, parameters)}))
