output "environment" {
  description = "What every service is to be told of this."
  value = {
    PIPELINE__MESSAGING__PREFIX   = var.prefix
    PIPELINE__MESSAGING__TOPOLOGY = "Verify"
    PIPELINE__LEDGER__TABLE       = aws_dynamodb_table.ledger.name
    PIPELINE__CLAIM_CHECK__BUCKET = aws_s3_bucket.claim_checks.bucket
    PIPELINE__AWS__REGION         = data.aws_region.current.name
  }

  # Known when all is there that Verify looks for.
  depends_on = [aws_sns_topic_subscription.queue]
}

output "task_policies" {
  description = "The ARN of the policy for the task role of each service."
  value       = { for service, policy in aws_iam_policy.task : service => policy.arn }
}

output "execution_policy" {
  description = "The ARN of the policy for the execution role of Ingress and PortWriter; null without port_secret."
  value       = one(aws_iam_policy.execution[*].arn)
}
