namespace Pipeline.Simulator.Aws;

/// <summary>One AWS service: reads the call's body, writes the answer, or refuses.</summary>
internal interface IAwsService
{
    /// <summary>The name requests are signed for.</summary>
    string SigningName { get; }

    AwsProtocol Protocol { get; }

    /// <summary>Prefix of the permissions its operations need.</summary>
    string ActionPrefix { get; }

    /// <summary>Answers into <see cref="AwsCall.Answer"/>; returns why not, when it does not.</summary>
    AwsError? Answer(AwsCall call);
}
