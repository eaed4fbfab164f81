using System.Text;

namespace Pipeline.Aws.Tests.Wire;

internal static class Calls
{
    public static readonly AwsCredentialSource Keys = AwsCredentialSource.FromKeys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    public static AwsCall Create(string service, string operation, string parameters = "{}", string region = "eu-west-1") => new()
    {
        Service = service,
        Operation = operation,
        Parameters = Encoding.UTF8.GetBytes(parameters),
        Region = region,
        Credentials = Keys,
    };

    public static string Text(this AwsResponse response) => Encoding.UTF8.GetString(response.Body.Span);
}
