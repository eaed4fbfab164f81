using System.Text.Json;
using Pipeline.Aws;

namespace Pipeline.Enumerator.Accounts;

/// <summary>An account the installation knows of, and how to act in it.</summary>
/// <param name="Id">Twelve digits.</param>
/// <param name="Record">The account as Organizations lists it, or what stands for it outside an organisation.</param>
/// <param name="Credentials">What to sign calls into the account with.</param>
internal sealed record Account(string Id, JsonElement Record, AwsCredentialSource Credentials);
