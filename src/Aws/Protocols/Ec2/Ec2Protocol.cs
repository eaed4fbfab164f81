using Pipeline.Aws.Protocols.Query;

namespace Pipeline.Aws.Protocols.Ec2;

/// <summary>EC2's own form of query: names in capitals, lists without a level of their own, results without a wrapper.</summary>
internal sealed class Ec2Protocol : FormProtocol
{
    protected override void Append(Form form, Parameter input) => Ec2Parameters.Append(form, input, "");
}
