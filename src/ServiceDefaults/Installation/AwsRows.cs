using Pipeline.ServiceDefaults.Known;

namespace Pipeline.ServiceDefaults.Installation;

internal static class AwsRows
{
    public static KnownSettingSection Section { get; } = new(
        "AWS", "Read as every AWS SDK reads them; the names are upper case.",
    [
        Row("AWS_ENDPOINT_URL", "Address of every AWS service, for stand-ins."),
        Row("AWS_ENDPOINT_URL_<SERVICE>", "Address of one AWS service, such as `AWS_ENDPOINT_URL_STS`."),
        Row("AWS_REGION", "Region that is called first."),
        Row("AWS_ACCESS_KEY_ID", "Id of an access key, when the integration's config has none.") with { Sensitive = true },
        Row("AWS_SECRET_ACCESS_KEY", "Secret of that access key.") with { Sensitive = true },
        Row("AWS_SESSION_TOKEN", "Session token of that access key.") with { Sensitive = true },
        Row("AWS_PROFILE", "Profile of the shared configuration files."),
        Row("AWS_ROLE_ARN", "Role that is assumed with a web identity, as EKS sets it."),
        Row("AWS_WEB_IDENTITY_TOKEN_FILE", "File of the web identity's token, as EKS sets it."),
        Row("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "Where ECS serves the task role's credentials."),
    ]);

    private static KnownSetting Row(string name, string meaning) => new(name, null, meaning) { ReadElsewhere = true };
}
