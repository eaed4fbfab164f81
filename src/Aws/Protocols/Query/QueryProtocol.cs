namespace Pipeline.Aws.Protocols.Query;

/// <summary>AWS query.</summary>
internal sealed class QueryProtocol : FormProtocol
{
    protected override void Append(Form form, Parameter input) => QueryParameters.Append(form, input, "");
}
