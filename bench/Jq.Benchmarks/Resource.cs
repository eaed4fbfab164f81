namespace Pipeline.Jq.Benchmarks;

/// <summary>A resource as Cloud Control returns it: a Lambda function with variables, layers and tags.</summary>
internal static class Resource
{
    public static byte[] Read()
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream("resource.json")!;
        var document = new byte[stream.Length];
        stream.ReadExactly(document);
        return document;
    }
}
