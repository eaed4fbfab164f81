# The names come from topology.json, which a test holds against the services' own. SQS and SNS as a service would make them,
# so that one may begin with Create and go over to Verify (import what is there).

locals {
  subscriptions = {
    for subscription in jsondecode(file("${path.module}/topology.json")) :
    "${subscription.topic} ${subscription.queue}" => {
      topic = "${var.prefix}-${subscription.topic}"
      queue = "${var.prefix}-${subscription.queue}"
    }
  }
  topics = toset(values(local.subscriptions)[*].topic)
  queues = toset(values(local.subscriptions)[*].queue)

  # SQS goes on counting the age of what is moved here from when it was first sent.
  kept_long = 1209600
  kept      = 604800
}

resource "aws_sns_topic" "message" {
  for_each = local.topics
  name     = each.key
  tags     = var.tags
}

resource "aws_sqs_queue" "error" {
  for_each                  = local.queues
  name                      = "${each.key}_error"
  message_retention_seconds = local.kept_long
  tags                      = var.tags
}

resource "aws_sqs_queue" "skipped" {
  for_each                  = local.queues
  name                      = "${each.key}_skipped"
  message_retention_seconds = local.kept_long
  tags                      = var.tags
}

resource "aws_sqs_queue" "endpoint" {
  for_each                  = local.queues
  name                      = each.key
  message_retention_seconds = local.kept
  tags                      = var.tags

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.error[each.key].arn
    maxReceiveCount     = 20
  })
}

resource "aws_sqs_queue_policy" "topics" {
  for_each  = local.queues
  queue_url = aws_sqs_queue.endpoint[each.key].url

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "MassTransitSns"
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.endpoint[each.key].arn
      Condition = {
        ArnLike = {
          "aws:SourceArn" = sort([for s in values(local.subscriptions) : aws_sns_topic.message[s.topic].arn if s.queue == each.key])
        }
      }
    }]
  })
}

resource "aws_sns_topic_subscription" "queue" {
  for_each             = local.subscriptions
  topic_arn            = aws_sns_topic.message[each.value.topic].arn
  protocol             = "sqs"
  endpoint             = aws_sqs_queue.endpoint[each.value.queue].arn
  raw_message_delivery = true

  # A topic that may not send to a queue yet would lose what it is told meanwhile.
  depends_on = [aws_sqs_queue_policy.topics]
}
