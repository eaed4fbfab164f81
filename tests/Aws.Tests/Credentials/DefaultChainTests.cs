namespace Pipeline.Aws.Tests.Credentials;

/// <summary>The chain reads the process's own environment, so these cases share one class: its tests run in turn.</summary>
public sealed class DefaultChainTests : IDisposable
{
    private static readonly string[] Names =
    [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_EC2_METADATA_DISABLED",
        "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE",
    ];

    private readonly Dictionary<string, string?> _before = Names.ToDictionary(name => name, Environment.GetEnvironmentVariable);

    public DefaultChainTests()
    {
        Array.ForEach(Names, name => Environment.SetEnvironmentVariable(name, null));
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", "/nonexistent/config");
    }

    [Fact]
    public async Task ResolveAsync_KeysInTheEnvironment_AreFound()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "secret");

        var keys = await AwsCredentialSource.DefaultChain().ResolveAsync(TestContext.Current.CancellationToken);

        Assert.Equal("AKIDENVIRONMENT", keys.AccessKeyId);
    }

    [Fact]
    public async Task ResolveAsync_NothingAnywhere_SaysWhatToSet()
    {
        var error = await Assert.ThrowsAsync<AwsException>(
            () => AwsCredentialSource.DefaultChain().ResolveAsync(TestContext.Current.CancellationToken).AsTask());

        Assert.Equal((AwsErrorClass.BadCredentials, "NoCredentials"), (error.Class, error.Code));
        Assert.Contains("AWS_ACCESS_KEY_ID", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "secret")]
    [InlineData("AKID", " ")]
    public void FromKeys_EmptyKey_IsRefused(string accessKey, string secret) =>
        Assert.Throws<ArgumentException>(() => AwsCredentialSource.FromKeys(accessKey, secret));

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
