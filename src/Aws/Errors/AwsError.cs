using System.Globalization;

namespace Pipeline.Aws.Errors;

/// <summary>What AWS said when it refused a call.</summary>
internal sealed record AwsError(string Code, string Message, string? RequestId, int StatusCode)
{
    /// <summary>The code of an answer that names none.</summary>
    public static string HttpCode(int status) => status.ToString(CultureInfo.InvariantCulture);
}
