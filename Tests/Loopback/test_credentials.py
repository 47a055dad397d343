"""Every kind of credential, against servers that check their requests."""

import json

from credential_case import SELECT, CredentialCase, target
from google_cloud import AWS_KEY, POOL, WORKFORCE, GoogleCloud, KeyedAPI


class Kinds(CredentialCase):
    def rows(self, cloud, credential, *options, **environment):
        path = self.write("credential.json", credential)
        answer = self.select(
            cloud, *options, GOOGLE_APPLICATION_CREDENTIALS=path, **environment
        )
        self.assert_rows(cloud, answer)
        return answer

    def test_a_key_signs_its_own_tokens(self):
        with GoogleCloud(self.keys) as cloud:
            self.rows(cloud, self.key())
            self.assertEqual(cloud.grants, [])

    def test_a_key_with_an_address_exchanges_what_it_signs(self):
        with GoogleCloud(self.keys) as cloud:
            self.rows(cloud, self.key(cloud))
            self.assertEqual(cloud.grants, ["exchanged-itself"])

    def test_a_key_acts_for_a_user(self):
        with GoogleCloud(self.keys) as cloud:
            path = self.write("key.json", self.key(cloud))
            auth = {"google": {"credentialsfilepath": path, "sub": "someone@example.com"}}
            self.assert_rows(cloud, self.select(cloud, "--auth", json.dumps(auth)))
            self.assertEqual(cloud.grants, ["exchanged-someone@example.com"])

    def test_a_login_is_refreshed_and_its_project_billed(self):
        with GoogleCloud() as cloud:
            self.rows(cloud, self.user(cloud, quota_project_id="billed"))
            self.assertEqual(cloud.grants, ["user"])
            self.assertEqual({h["x-goog-user-project"] for h in cloud.headers}, {"billed"})

    def test_the_file_of_gcloud_is_found(self):
        with GoogleCloud() as cloud:
            (self.folder / ".config" / "gcloud").mkdir(parents=True)
            self.write(".config/gcloud/application_default_credentials.json", self.user(cloud))
            self.assert_rows(cloud, self.select(cloud))

    def test_the_token_of_a_file_is_exchanged(self):
        for content, form in [
            ("planted-subject-token\n", None),
            ({"id": "planted-subject-token"}, {"type": "json", "subject_token_field_name": "id"}),
        ]:
            with self.subTest(form=form), GoogleCloud() as cloud:
                source = {"file": self.write("subject", content)}
                if form:
                    source["format"] = form
                self.rows(cloud, self.external(cloud, source))
                self.assertEqual(cloud.grants, ["federated"])

    def test_the_token_of_a_url_is_exchanged(self):
        for query, form in [
            ("text", {"type": "text"}),
            ("json", {"type": "json", "subject_token_field_name": "value"}),
        ]:
            with self.subTest(query), GoogleCloud() as cloud:
                source = {
                    "url": f"{cloud.url}/subject?{query}", "headers": {"Metadata": "True"},
                    "format": form,
                }
                self.rows(cloud, self.external(cloud, source))

    def executable(self, output=None, quiet=False):
        answer = {
            "version": 1, "success": True, "token_type": "urn:ietf:params:oauth:token-type:id_token",
            "id_token": "planted-subject-token", "expiration_time": 4_000_000_000,
        }
        script = self.write(
            "give-token",
            "#!/bin/sh\n"
            f'test "$GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE" = "{POOL}" || exit 3\n'
            'test "$GOOGLE_EXTERNAL_ACCOUNT_TOKEN_TYPE" = urn:ietf:params:oauth:token-type:jwt || exit 3\n'
            'test "$GOOGLE_EXTERNAL_ACCOUNT_INTERACTIVE" = 0 || exit 3\n'
            'test "$GOOGLE_EXTERNAL_ACCOUNT_REVOKE" = 0 || exit 3\n'
            f'test "$1" = first || exit 3\necho run >> {self.folder}/runs\n'
            f"echo '{json.dumps(answer)}'" + (f" | tee {output}" if output else "")
            + (" > /dev/null" if quiet else "") + "\n",
            0o700,
        )
        source = {"command": f"{script} first", "timeout_millis": 5000}
        if output:
            source["output_file"] = str(output)
        return {"executable": source}

    def test_the_token_of_a_program_is_exchanged_when_it_may_be_run(self):
        with GoogleCloud() as cloud:
            credential = self.external(cloud, self.executable())
            self.rows(cloud, credential, GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES="1")
            path = self.write("credential.json", credential)
            answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assertEqual(answer.returncode, 4)
            self.assertIn("set GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES=1", answer.stderr)

    def test_what_a_program_has_kept_is_used_again(self):
        with GoogleCloud() as cloud:
            credential = self.external(cloud, self.executable(self.folder / "kept"))
            for _ in range(2):
                self.rows(cloud, credential, GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES="1")
            self.assertEqual((self.folder / "runs").read_text(), "run\n")

    def test_a_program_may_leave_its_answer_in_its_file_only(self):
        with GoogleCloud() as cloud:
            credential = self.external(cloud, self.executable(self.folder / "kept", quiet=True))
            self.rows(cloud, credential, GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES="1")

    def test_the_command_of_a_program_may_hold_quotes(self):
        with GoogleCloud() as cloud:
            credential = self.external(cloud, self.executable())
            (self.folder / "give-token").rename(self.folder / "give a token")
            executable = credential["credential_source"]["executable"]
            executable["command"] = f"'{self.folder}/give a token' \"first\""
            self.rows(cloud, credential, GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES="1")

    def test_a_file_may_name_its_scopes(self):
        with GoogleCloud() as cloud:
            cloud.scopes = ["https://example.com/a", "https://example.com/b"]
            self.rows(cloud, self.impersonated(cloud, self.user(cloud), scopes=cloud.scopes))

    def aws(self, cloud, **more):
        source = {
            "environment_id": "aws1",
            "regional_cred_verification_url":
                "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15",
            **more,
        }
        kind = "urn:ietf:params:aws:token-type:aws4_request"
        return self.external(cloud, source, subject_token_type=kind)

    def test_a_signed_question_to_aws_is_exchanged(self):
        variables = {
            "AWS_REGION": "us-east-2", "AWS_ACCESS_KEY_ID": AWS_KEY["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": AWS_KEY["SecretAccessKey"],
            "AWS_SESSION_TOKEN": AWS_KEY["Token"],
        }
        with GoogleCloud() as cloud:
            self.rows(cloud, self.aws(cloud), **variables)

    def test_a_machine_of_aws_has_a_key(self):
        with GoogleCloud() as cloud:
            place = f"{cloud.url}/latest/meta-data"
            self.rows(cloud, self.aws(
                cloud, region_url=f"{place}/placement/availability-zone",
                url=f"{place}/iam/security-credentials",
                imdsv2_session_token_url=f"{cloud.url}/latest/api/token",
            ))

    def test_a_pool_acts_for_an_account(self):
        with GoogleCloud() as cloud:
            source = {"file": self.write("subject", "planted-subject-token")}
            self.rows(cloud, self.external(
                cloud, source, service_account_impersonation_url=target(cloud),
                service_account_impersonation={"token_lifetime_seconds": 600},
            ))
            self.assertEqual(cloud.grants, ["federated", "impersonated-600s"])

    def test_a_workforce_names_its_project(self):
        with GoogleCloud() as cloud:
            source = {"file": self.write("subject", "planted-subject-token")}
            self.rows(cloud, self.external(
                cloud, source, audience=WORKFORCE, workforce_pool_user_project="my-project",
            ))

    def test_a_login_of_a_workforce_is_refreshed(self):
        with GoogleCloud(uses=2) as cloud:
            self.rows(cloud, {
                "type": "external_account_authorized_user", "audience": WORKFORCE,
                "client_id": "my-client", "client_secret": "planted-client-secret",
                "refresh_token": "planted-refresh-token", "token_url": f"{cloud.url}/v1/oauthtoken",
            })
            self.assertEqual(cloud.grants, ["workforce", "workforce"])

    def test_any_account_may_act_for_another(self):
        with GoogleCloud(self.keys) as cloud:
            source = {"file": self.write("subject", "planted-subject-token")}
            for kind, credential in [
                ("user", self.user(cloud)), ("exchanged-itself", self.key(cloud)),
                (None, self.key()), ("federated", self.external(cloud, source)),
            ]:
                with self.subTest(kind):
                    cloud.grants.clear()
                    self.rows(cloud, self.impersonated(cloud, credential, delegates=["d-1"]))
                    self.assertEqual([g for g in cloud.grants if g == kind], [kind] if kind else [])
                    self.assertEqual(cloud.grants[-1], "impersonated-d-1-3600s")

    def test_an_account_acts_for_one_that_acts_for_one(self):
        with GoogleCloud() as cloud:
            inner = self.impersonated(cloud, self.user(cloud))
            self.rows(cloud, self.impersonated(cloud, inner))
            self.assertEqual(cloud.grants, ["user"] + ["impersonated-3600s"] * 2)

    def test_the_metadata_server_is_found_and_asked(self):
        with GoogleCloud() as cloud:
            answer = self.select(cloud, GCE_METADATA_HOST=cloud.host, NO_GCE_CHECK="")
            self.assert_rows(cloud, answer)
            self.assertEqual(cloud.grants, ["metadata"])

    def test_a_machine_of_another_cloud_is_refused(self):
        with GoogleCloud(universe="cloud.example") as cloud:
            answer = self.select(cloud, GCE_METADATA_HOST=cloud.host, NO_GCE_CHECK="")
            self.assertEqual(answer.returncode, 4, answer.stderr)
            self.assertIn("the metadata server belongs to the cloud cloud.example", answer.stderr)
            self.assertEqual(cloud.grants, [])
            answer = self.select(
                cloud, GCE_METADATA_HOST=cloud.host, NO_GCE_CHECK="",
                GOOGLE_CLOUD_UNIVERSE_DOMAIN="cloud.example",
            )
            self.assert_rows(cloud, answer)

    def test_a_server_without_the_flavor_is_no_metadata_server(self):
        with KeyedAPI() as cloud:
            cloud.metadata = lambda *arguments: b"anything"
            answer = self.select(cloud, GCE_METADATA_HOST=cloud.host, NO_GCE_CHECK="")
            self.assertEqual(answer.returncode, 4)
            self.assertIn("no credentials for google", answer.stderr)

    def test_gcloud_gives_a_token(self):
        with GoogleCloud() as cloud:
            cloud.tokens["planted-gcloud"] = {"end": 4e9, "uses": None}
            self.write("gcloud", '#!/bin/sh\necho planted-gcloud\n', 0o700)
            self.assert_rows(cloud, self.select(cloud, PATH=f"{self.folder}:/usr/bin:/bin"))

    def test_a_variable_holds_a_token(self):
        with GoogleCloud() as cloud:
            cloud.tokens["planted-raw"] = {"end": 4e9, "uses": None}
            self.assert_rows(cloud, self.select(cloud, TUNEQL_ACCESS_TOKEN="planted-raw"))

    def test_the_kinds_of_auth_that_send_what_they_were_given(self):
        pair = "bXktdXNlcjpwbGFudGVkLXBhc3N3b3Jk"  # my-user:planted-password
        for auth, environment, fields, parameters in [
            ({"type": "api_key", "credentialsenvvar": "K"}, {"K": "planted-key"},
             {"x-goog-api-key": "planted-key"}, {}),
            ({"type": "api_key", "credentialsenvvar": "K", "location": "query", "name": "apikey"},
             {"K": "planted-key"}, {}, {"apikey": "planted-key"}),
            ({"type": "basic", "username_var": "U", "password_var": "P"},
             {"U": "my-user", "P": "planted-password"}, {"Authorization": f"Basic {pair}"}, {}),
            ({"type": "basic", "credentialsenvvar": "B"}, {"B": pair},
             {"Authorization": f"Basic {pair}"}, {}),
            ({"type": "bearer", "credentialsenvvar": "T"}, {"T": "planted-token"},
             {"Authorization": "Bearer planted-token"}, {}),
            ({"type": "custom", "location": "header", "name": "X-One", "credentialsenvvar": "A",
              "valuePrefix": "v=", "successor": {
                  "location": "query", "name": "two", "credentialsenvvar": "B"}},
             {"A": "planted-a", "B": "planted-b"}, {"X-One": "v=planted-a"}, {"two": "planted-b"}),
            ({"type": "null_auth"}, {}, {}, {}),
        ]:
            with self.subTest(auth=auth), KeyedAPI(fields, parameters) as cloud:
                text = json.dumps({"google": auth})
                answer = self.select(cloud, "--auth", text, **environment)
                self.assert_rows(cloud, answer)
                self.assertNotIn(pair, answer.stderr)

    def test_a_client_gets_tokens_of_its_own(self):
        with GoogleCloud() as cloud:
            auth = {"google": {
                "type": "oauth2", "grant_type": "client_credentials",
                "token_url": "http://{{ .__env__HOST_NAME }}/client", "scopes": ["a", "b"],
                "client_id_env_var": "I", "client_secret_env_var": "S",
                "values": {"resource": ["r"]},
            }}
            answer = self.select(
                cloud, "--auth", json.dumps(auth), HOST_NAME=cloud.host, I="my-client",
                S="planted-client-secret",
            )
            self.assert_rows(cloud, answer)
            self.assertEqual(cloud.grants, ["client"])


class Refreshing(CredentialCase):
    def test_tokens_that_end_in_the_middle_of_a_list_cost_no_row(self):
        subject = {"file": self.write("subject", "planted-subject-token")}
        makers = {
            "key": self.key, "user": self.user,
            "pool": lambda cloud: self.external(cloud, subject),
            "account": lambda cloud: self.impersonated(cloud, self.key()),
        }
        for kind, make in makers.items():
            with self.subTest(kind), GoogleCloud(self.keys, pages=20, uses=6) as cloud:
                path = self.write("credential.json", make(cloud))
                answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
                self.assert_rows(cloud, answer)
                self.assertEqual(cloud.refused, 3)
                self.assertEqual(cloud.most_running, 1)
        with GoogleCloud(pages=20, uses=6) as cloud:
            answer = self.select(cloud, GCE_METADATA_HOST=cloud.host, NO_GCE_CHECK="")
            self.assert_rows(cloud, answer)
            self.assertEqual(cloud.grants, ["metadata"] * 4)

    def test_tokens_of_five_seconds_are_replaced_before_they_end(self):
        with GoogleCloud(pages=9, lifetime=5, pace=0.8) as cloud:
            path = self.write("user.json", self.user(cloud))
            answer = self.select(cloud, GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assert_rows(cloud, answer)
            self.assertEqual(cloud.refused, 0)
            self.assertIn(len(cloud.grants), [2, 3])

    def test_32_requests_at_the_same_time_share_one_refresh(self):
        places = ", ".join(f"'place-{number}'" for number in range(32))
        sql = (
            "SELECT name FROM google.aiplatform.tuning_jobs "
            f"WHERE projectsId = 'p-1' AND locationsId IN ({places})"
        )
        with GoogleCloud(pages=3, epoch=1, pace=0.05, token_pace=0.2) as cloud:
            path = self.write("user.json", self.user(cloud))
            answer = self.select(cloud, sql=sql, GOOGLE_APPLICATION_CREDENTIALS=path)
            self.assertEqual(cloud.problems, [])
            self.assertEqual(answer.returncode, 0, answer.stderr)
            self.assertEqual(len(json.loads(answer.stdout)), 32 * 3 * 2)
            self.assertEqual(len(cloud.grants), 2)
            self.assertEqual(cloud.most_running, 1)
            self.assertGreaterEqual(cloud.refused, 1)
