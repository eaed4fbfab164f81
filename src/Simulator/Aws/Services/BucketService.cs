using System.Buffers;
using System.Text;
using Pipeline.Simulator.Kinds;
using Pipeline.Simulator.Kinds.Realistic;

namespace Pipeline.Simulator.Aws.Services;

/// <summary>S3, as far as it says where a bucket is.</summary>
internal sealed class BucketService(ResourceDirectory directory) : IAwsService
{
    public string SigningName => "s3";

    public AwsProtocol Protocol => AwsProtocol.RestXml;

    public string ActionPrefix => "s3";

    public AwsError? Answer(AwsCall call)
    {
        if (call.Operation != "GetBucketLocation")
        {
            return AwsError.UnknownOperation(call.Operation);
        }

        var kind = (Bucket)directory.Kinds.Find("AWS::S3::Bucket")!;
        if (directory.Find(kind, call.Caller.AccountId, call.Region, call.Path.Trim('/')) is not { } key)
        {
            return new("NoSuchBucket", "The specified bucket does not exist", 404);
        }

        // The first region has no name here: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
        var region = kind.RegionOf(key) is var name && name == "us-east-1" ? string.Empty : name;
        call.Answer.Write(Encoding.UTF8.GetBytes($"""<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">{region}</LocationConstraint>"""));
        return null;
    }
}
