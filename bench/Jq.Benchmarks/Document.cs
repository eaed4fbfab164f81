using System.Text;

namespace Pipeline.Jq.Benchmarks;

/// <summary>A resource as mappings see it, of about 2 KB.</summary>
internal static class Document
{
    public static ReadOnlyMemory<byte> Utf8 { get; } = Make();

    private static ReadOnlyMemory<byte> Make()
    {
        var tags = string.Join(',', Enumerable.Range(0, 20).Select(tag => $$"""{"Key":"tag-{{tag}}","Value":"value of tag {{tag}}, not very long"}"""));
        return Encoding.UTF8.GetBytes(
            $$"""
            {"Identifier":"bucket-1","Properties":{"Arn":"arn:aws:s3:::bucket-1","BucketName":"bucket-1","DomainName":"bucket-1.s3.eu-west-1.amazonaws.com","Enabled":true,"Size":12345678901234567890,"Notes":"{{new string('n', 400)}}","Tags":[{{tags}}]},"__Kind":"AWS::S3::Bucket","__AccountId":"100000000001","__Region":"eu-west-1"}
            """);
    }
}
