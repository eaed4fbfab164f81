resource "aws_dynamodb_table" "ledger" {
  name         = var.table
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "p"
  range_key    = "s"
  tags         = var.tags

  attribute {
    name = "p"
    type = "S"
  }

  attribute {
    name = "s"
    type = "S"
  }

  ttl {
    attribute_name = "ttl"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  # Without the ledger nothing is known of who made which entity: nothing would be swept.
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket" "claim_checks" {
  bucket = var.bucket
  tags   = var.tags
}

resource "aws_s3_bucket_public_access_block" "claim_checks" {
  bucket                  = aws_s3_bucket.claim_checks.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "claim_checks" {
  bucket = aws_s3_bucket.claim_checks.id

  # Two days longer than the longest that a message is kept.
  rule {
    id     = "expire-messages"
    status = "Enabled"

    filter {
      prefix = "messages/"
    }

    expiration {
      days = 16
    }
  }
}
