variable "prefix" {
  description = "What the names of queues and topics begin with, before a dash: PIPELINE__MESSAGING__PREFIX."
  type        = string
  default     = "pipeline"

  validation {
    condition     = can(regex("^[A-Za-z0-9-]{1,32}$", var.prefix))
    error_message = "prefix: up to 32 letters, digits and dashes, which is what the services take."
  }
}

variable "table" {
  description = "The DynamoDB table of the ledger: PIPELINE__LEDGER__TABLE. Every installation has its own."
  type        = string
  default     = "pipeline"
}

variable "bucket" {
  description = "The S3 bucket of mapping versions and of what is too large for a message: PIPELINE__CLAIM_CHECK__BUCKET."
  type        = string
}

variable "events_queue" {
  description = "The queue that rules of EventBridge put live events into, for the policy of Ingress: PIPELINE__LIVE_EVENTS__QUEUE. It is not made here; null for PREFIX-events."
  type        = string
  default     = null
}

variable "read_roles" {
  description = "The roles that the Enumerator reads AWS with, and their external id; null to make no policies for the services."
  type = object({
    account_read_role_name = string
    organization_role_arn  = string
    external_id            = string
  })
  default = null
}

variable "port_secret" {
  description = "ARN of the secret with Port's credentials, which ECS puts into the environment; null to make no policy for it."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that can have them."
  type        = map(string)
  default     = {}
}
