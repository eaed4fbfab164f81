using System.Text;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Aws.Tests.Wire;

internal static class Answers
{
    public static async Task AnswerAsync(this HttpContext context, int status, string body, string contentType = "application/x-amz-json-1.0")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.Headers["x-amzn-requestid"] = "request-1";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }
}
