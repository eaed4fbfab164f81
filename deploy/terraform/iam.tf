# The policies of ../iam, filled in: each is for the task role of the service it is named after.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  services = var.read_roles == null ? [] : ["ingress", "enumerator", "mapper", "port-writer"]

  installation = {
    partition = data.aws_partition.current.partition
    region    = data.aws_region.current.name
    account   = data.aws_caller_identity.current.account_id
    prefix    = var.prefix
    table     = var.table
    bucket    = var.bucket

    # Without one, a queue that is not there.
    events_queue = coalesce(var.events_queue, "${var.prefix}-events")
  }

  read_roles = var.read_roles == null ? {} : {
    read_role          = var.read_roles.account_read_role_name
    management_account = split(":", var.read_roles.organization_role_arn)[4]
    organization_role  = regex("role/(.+)$", var.read_roles.organization_role_arn)[0]
    external_id        = var.read_roles.external_id
  }
}

resource "aws_iam_policy" "task" {
  for_each = toset(local.services)
  name     = "${var.prefix}-${each.key}"
  policy   = templatefile("${path.module}/../iam/${each.key}.json", merge(local.installation, local.read_roles))
  tags     = var.tags
}

resource "aws_iam_policy" "execution" {
  count  = var.port_secret == null ? 0 : 1
  name   = "${var.prefix}-execution"
  policy = templatefile("${path.module}/../iam/execution.json", { port_secret = var.port_secret })
  tags   = var.tags
}
