using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Services.Tests.Permissions;

/// <summary>Which IAM action a request to AWS asks for. Source: AWS's service authorization reference.</summary>
internal static class RequestedAction
{
    public static string Of(HttpRequest request, byte[] body)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        if (target.Length > 0)
        {
            var (service, operation) = (target.Split('.')[0], target.Split('.')[^1]);
            return service.StartsWith("DynamoDB", StringComparison.Ordinal) ? $"dynamodb:{operation}"
                : service == "CloudApiService" ? $"cloudformation:{operation}"
                : service == "AmazonSQS" ? $"sqs:{Single(operation)}"
                : $"{service}:{operation}";
        }

        var form = Encoding.UTF8.GetString(body).Split('&').FirstOrDefault(pair => pair.StartsWith("Action=", StringComparison.Ordinal));
        if (form is not null)
        {
            var operation = form["Action=".Length..];
            return operation is "AssumeRole" or "GetCallerIdentity" ? $"sts:{operation}" : $"sns:{Single(operation)}";
        }

        if (request.Path == "/listRegions")
        {
            return "account:ListRegions";
        }

        return (request.Method, request.Path.Value!.Trim('/').Contains('/')) switch
        {
            ("GET" or "HEAD", true) => "s3:GetObject",
            ("PUT", true) => "s3:PutObject",
            ("GET" or "HEAD", false) => "s3:ListBucket",
            var (method, _) => $"s3:{method} {request.Path}{request.QueryString}",
        };
    }

    // A batch is allowed by the action of one.
    private static string Single(string operation) => operation.EndsWith("Batch", StringComparison.Ordinal) ? operation[..^"Batch".Length] : operation;
}
